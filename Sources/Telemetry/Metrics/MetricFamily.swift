import Synchronization

/// The series of one metric, told apart by the values of its labels.
///
/// Where every label is closed, finding a series takes no lock. The call path finds its series once, at start, and keeps
/// them.
public final class MetricFamily<Instrument: MetricInstrument>: Sendable {
    private struct Found {
        var series: [[String]: Instrument] = [:]

        /// The values that each label has taken.
        var values: [Set<String>]
    }

    let name: String
    private let help: String
    private let labels: [MetricLabel]
    private let budget: SeriesBudget
    private let make: @Sendable () -> Instrument

    /// The series of closed labels, all made at the start.
    private let declared: [[String]: Instrument]

    /// The series of open labels, made when they are first asked for.
    private let found: Mutex<Found>

    /// Takes what does not fit, so that the caller need not ask whether it fitted. It is never shown.
    private let overflow: Instrument

    init(
        name: String,
        help: String,
        labels: [MetricLabel],
        budget: SeriesBudget,
        make: @escaping @Sendable () -> Instrument
    ) {
        self.name = name
        self.help = help
        self.labels = labels
        self.budget = budget
        self.make = make
        self.overflow = make()
        self.found = Mutex(Found(values: labels.map { _ in [] }))
        precondition(labels.allSatisfy { Exposition.isLabelName($0.name) }, "\(name) has a bad label name")

        var declared: [[String]: Instrument] = [:]
        for values in Self.combinations(of: labels) {
            guard budget.grant() else {
                budget.drop()
                continue
            }
            declared[values] = make()
        }
        self.declared = declared
    }

    /// The series with these label values, in the order in which the labels were declared.
    ///
    /// Values that a closed label does not have, and values beyond an open label's limit, are counted as dropped and
    /// share one series that is never shown.
    public func labelled(_ values: String...) -> Instrument {
        self.labelled(values)
    }

    /// The series with these label values, in the order in which the labels were declared.
    public func labelled(_ values: [String]) -> Instrument {
        if let instrument = self.declared[values] { return instrument }

        return self.found.withLock { found in
            if let instrument = found.series[values] { return instrument }
            guard self.fits(values, into: found), self.budget.grant() else {
                self.budget.drop()
                return self.overflow
            }
            let instrument = self.make()
            found.series[values] = instrument
            for (index, value) in values.enumerated() { found.values[index].insert(value) }
            return instrument
        }
    }

    private func fits(_ values: [String], into found: Found) -> Bool {
        guard values.count == self.labels.count else { return false }
        return zip(self.labels, zip(values, found.values)).allSatisfy { label, pair in
            let (value, known) = pair
            switch label {
            case .closed(_, let allowed):
                return allowed.contains(value)
            case .open(_, let maximumValueCount):
                return known.contains(value) || known.count < maximumValueCount
            }
        }
    }

    /// Every combination of the labels' values; none where a label is open.
    private static func combinations(of labels: [MetricLabel]) -> [[String]] {
        var combinations: [[String]] = [[]]
        for label in labels {
            guard case .closed(_, let values) = label else { return [] }
            combinations = combinations.flatMap { start in values.map { start + [$0] } }
        }
        return combinations
    }
}

extension MetricFamily: MetricRendering {
    func render(into page: inout Exposition) {
        let series = self.declared.merging(self.found.withLock { $0.series }) { declared, _ in declared }
        let names = self.labels.map(\.name)

        page.begin(self.name, help: self.help, kind: Instrument.kind)
        for (values, instrument) in series.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            instrument.render(name: self.name, labels: Array(zip(names, values)), into: &page)
        }
    }
}
