import Foundation

/// How long a token works, as people write it: `12h`, `90d`, `26w`.
struct TokenLifetime: Hashable, Sendable {
    /// Ten years: whoever wants longer wants no end, and leaves it out.
    static let maximumSeconds = 3650.0 * 86_400

    /// The time in seconds.
    let seconds: TimeInterval

    /// Reads a lifetime: a whole number from 1 and `h`, `d` or `w`.
    ///
    /// - Returns: `nil` if the text is none, or is longer than ten years.
    init?(parsing text: String) {
        let units: [Character: Double] = ["h": 3600, "d": 86_400, "w": 604_800]
        let digits = text.dropLast()
        guard let unit = text.last.flatMap({ units[$0] }), digits.allSatisfy({ ("0"..."9").contains($0) }),
            let count = Int(digits), count > 0
        else { return nil }
        let seconds = Double(count) * unit
        guard seconds <= Self.maximumSeconds else { return nil }
        self.seconds = seconds
    }
}
