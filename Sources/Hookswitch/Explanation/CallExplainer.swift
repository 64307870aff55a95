/// Says what would become of a call, by the very line that answers calls, and records nothing.
public struct CallExplainer: Sendable {
    private let pipeline: DecisionPipeline

    /// Explains by a pipeline.
    public init(pipeline: DecisionPipeline) {
        self.pipeline = pipeline
    }

    /// Explains a call.
    ///
    /// - Parameters:
    ///   - slug: The tenant.
    ///   - rules: A stored version of the tenant's document whose rules, region and treatment of colleagues are used; callers
    ///     are found as by the document in use. `nil` is the document in use.
    /// - Returns: `nil` if this server has no such tenant that the operator may see.
    public func explain(
        _ slug: String,
        _ question: CallQuestion,
        rules: StoredRules? = nil,
        for actor: Operator
    ) async -> CallExplanation? {
        guard let tenant = self.pipeline.snapshots.current.tenant(slug: slug),
            actor.scope(of: tenant.scope.tenantID) != nil
        else {
            return nil
        }
        let governed = rules.map { tenant.governed(by: $0.document, version: $0.version) } ?? tenant
        return await CallExplanation(question, for: governed, by: self.pipeline)
    }
}
