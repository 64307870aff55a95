import Hookswitch

extension WebhookCall {
    /// How long a decision may take from the spool into the database; it is well under a second.
    private static let shippingPatience = Duration.seconds(10)
    /// How long to wait before looking again.
    private static let lookPause = Duration.milliseconds(100)

    /// What was recorded of the call, once it has reached the database; `nil` if it does not.
    func decision(of slug: String, through client: AdminClient) async throws -> DecisionView? {
        let end = ContinuousClock.now + Self.shippingPatience
        repeat {
            let page: ListPage<DecisionView> = try await client.get(
                ["decisions"],
                query: [("tenant", slug), ("limit", "20")]
            )
            if let decision = page.data.first(where: { $0.callID == self.callID }) { return decision }
            try await Task.sleep(for: Self.lookPause)
        } while ContinuousClock.now < end
        return nil
    }
}
