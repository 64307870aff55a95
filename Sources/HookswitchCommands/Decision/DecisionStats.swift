import ArgumentParser
import Hookswitch

/// `hookswitch decision stats`
struct DecisionStats: ListCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Count decisions over time.",
        usage: """
            hookswitch decision stats [--tenant <slug>] [--interval 1h]
                [--by outcome] [-o json]
            """,
        discussion: "Without --since: the last hour in steps of 5m, a day of 1h, 31 days of 1d. Times are UTC buckets."
    )

    @Option(help: ArgumentHelp("Only this tenant's.", valueName: "slug"), completion: .tenants)
    var tenant: String?

    @Option(
        help: ArgumentHelp("How long each step is: 5m, 1h or 1d.", valueName: "step"),
        completion: .list(StatisticsInterval.allCases.map(\.rawValue)),
        transform: ClosedChoice<StatisticsInterval>.parse
    )
    var interval: StatisticsInterval = .hour

    @Option(
        help: ArgumentHelp("Count apart by outcome, pool or tenant.", valueName: "what"),
        completion: .list(StatisticsGrouping.allCases.map(\.rawValue)),
        transform: ClosedChoice<StatisticsGrouping>.parse
    )
    var by: StatisticsGrouping?

    @Option(help: ArgumentHelp("From then on: 15m, 2h, 7d or a time.", valueName: "when"))
    var since: LookBack?

    @Option(help: ArgumentHelp("Until then, likewise.", valueName: "when"))
    var until: LookBack?

    @OptionGroup var server: ServerOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let query = [
            ("tenant", self.tenant), ("interval", self.interval.rawValue), ("group_by", self.by?.rawValue),
            ("since", self.since?.moment().rfc3339), ("until", self.until?.moment().rfc3339),
        ]
        let statistics = try await self.server.withClient { client in
            try await client.get(["decisions", "stats"], query: query, as: DecisionStatistics.self)
        }
        try self.data.list(statistics.data, model: statistics)
    }
}
