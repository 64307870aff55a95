import Hookswitch
import Hummingbird

/// What became of calls over time.
struct StatisticsController: Sendable {
    let statistics: StatisticsService

    var routes: [AdminRoute] {
        [AdminRoute(.get, "/api/v1/decisions/stats", "countDecisions", needs: .decisionsRead, self.count)]
    }

    private func count(_ request: AuthenticatedRequest) async throws -> Response {
        let query = try request.query(allowing: ["group_by", "interval", "since", "tenant", "until"])
        let interval = try query.choice("interval", of: StatisticsInterval.self) ?? .hour
        let grouping = try query.choice("group_by", of: StatisticsGrouping.self)
        let (since, until) = (try query.moment("since"), try query.moment("until"))
        let slug = try query.slug("tenant")
        let window: StatisticsWindow
        do {
            window = try StatisticsWindow(interval: interval, since: since, until: until, now: .now())
        } catch {
            switch error {
            case .empty: throw QueryParameters.invalid("since", code: "wrong_value", "it is before `until`")
            case .tooManyBuckets:
                let maximum = StatisticsWindow.maximumBucketCount
                let expected = "one answer has at most \(maximum) buckets; ask for a shorter time or a longer interval"
                throw QueryParameters.invalid("since", code: "out_of_range", expected)
            }
        }
        let answer = try await self.statistics.count(in: window, tenant: slug, by: grouping, for: request.sender)
        return try JSONAnswer.response(answer)
    }
}
