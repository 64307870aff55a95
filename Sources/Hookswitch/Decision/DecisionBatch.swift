import Postgres

/// How batches of a tenant's decisions are changed or deleted.
enum DecisionBatch {
    /// Has the statements that follow in the transaction find their rows by index, in order, and then each by its key.
    ///
    /// To the planner a tenant's rows may look so many, and what earlier batches left behind so few, that it reads a month
    /// whole for each batch, or hashes all rows of the tenant to find some thousands. That ends no batch in its time.
    static let plan: Query = """
        SELECT set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
            set_config('enable_mergejoin', 'off', true), set_config('plan_cache_mode', 'force_custom_plan', true)
        """
}
