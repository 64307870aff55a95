import Foundation
import HTTPTypes
import Hummingbird

/// The media types that a client takes: its field `Accept` (RFC 9110, 12.5.1).
struct AcceptedTypes: Hashable, Sendable {
    private struct Range: Hashable, Sendable {
        let type: String
        let weight: Double
    }

    /// More are not read; browsers send about ten.
    private static let maximumCount = 32

    private let ranges: [Range]

    /// Reads the field of a request. What cannot be read in it is as if it were not there.
    init(of request: Request) {
        self.init(request.headers[values: .accept].joined(separator: ","))
    }

    /// Reads a field's value.
    init(_ value: String) {
        self.ranges = value.split(separator: ",").prefix(Self.maximumCount).map { element in
            let parts = element.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            return Range(type: parts.first ?? "", weight: weight)
        }
    }

    /// Which of some types the client likes best; of equals the first. Where it likes none, and where it says nothing, it gets
    /// the first: an answer that can be read is worth more than a refusal (RFC 9110 allows both).
    func best(of types: [String]) -> String {
        var best = (type: types.first ?? "", weight: 0.0)
        for type in types where self.weight(of: type) > best.weight {
            best = (type, self.weight(of: type))
        }
        return best.type
    }

    /// The closest range counts: the type itself before its family before all.
    private func weight(of type: String) -> Double {
        let family = type.prefix { $0 != "/" } + "/*"
        for name in [type, String(family), "*/*"] {
            if let range = self.ranges.first(where: { $0.type == name }) { return range.weight }
        }
        return 0
    }
}
