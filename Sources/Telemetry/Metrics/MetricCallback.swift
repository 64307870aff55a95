/// A family whose samples are read when the page is made.
struct MetricCallback: MetricRendering {
    /// Samples of one callback that are shown at most, where its label is not bounded more tightly.
    static let maximumSampleCount = 10_000

    let name: String
    let help: String
    let kind: MetricKind
    let label: MetricLabel?
    let read: @Sendable () -> [(label: String, value: Double)]

    func render(into page: inout Exposition) {
        page.begin(self.name, help: self.help, kind: self.kind)
        var shown: Set<String> = []
        for (value, number) in self.read() where self.allows(value, after: shown.count) {
            guard shown.insert(value).inserted else { continue }
            page.sample(self.name, labels: self.label.map { [($0.name, value)] } ?? [], value: number)
        }
    }

    private func allows(_ value: String, after count: Int) -> Bool {
        switch self.label {
        case nil: count == 0
        case .closed(_, let values): values.contains(value)
        case .open(_, let maximumValueCount): count < min(maximumValueCount, Self.maximumSampleCount)
        }
    }
}
