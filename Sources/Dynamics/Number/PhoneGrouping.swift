/// A significant number's digits in groups, such as `50 123 4567`.
struct PhoneGrouping: Hashable, Sendable {
    /// The area or operator, as far as this grouping sets it apart.
    let first: String

    /// The groups after the first; never empty.
    private let others: [String]

    /// All groups with a space between.
    var spaced: String { "\(self.first) \(self.rest(" "))" }

    /// The groups after the first.
    func rest(_ separator: String) -> String {
        self.others.joined(separator: separator)
    }

    private init?(_ digits: String, _ lengths: [Int]) {
        var groups: [String] = []
        var rest = digits[...]
        for length in lengths {
            groups.append(String(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        guard rest.isEmpty, groups.count > 1, groups.allSatisfy({ !$0.isEmpty }) else { return nil }
        self.first = groups[0]
        self.others = Array(groups.dropFirst())
    }

    /// The usual groupings of a number, most common first.
    ///
    /// - Parameters:
    ///   - significant: ASCII digits.
    ///   - destinationCodeLength: How many of them are the area or operator, 0 when the plan has none.
    ///   - hasTrunk: Whether a trunk prefix is dialled before them; plans without one are written in even groups.
    static func all(of significant: String, destinationCodeLength: Int, hasTrunk: Bool) -> [PhoneGrouping] {
        let count = significant.utf8.count
        var lengths: [[Int]] = []
        if destinationCodeLength > 0, destinationCodeLength < count {
            lengths += self.splits(count - destinationCodeLength).map { [destinationCodeLength] + $0 }
        }
        if !hasTrunk || destinationCodeLength == 0 {
            lengths += self.splits(count)
        }
        // Finns write 0400 123 456 although the operator's code has one digit less; so do others with old operators.
        if hasTrunk, destinationCodeLength > 0, destinationCodeLength < 3, destinationCodeLength + 1 < count {
            lengths += self.splits(count - destinationCodeLength - 1).map { [destinationCodeLength + 1] + $0 }
        }

        var groupings: [PhoneGrouping] = []
        for length in lengths {
            guard let grouping = PhoneGrouping(significant, length), !groupings.contains(grouping) else { continue }
            groupings.append(grouping)
        }
        return groupings
    }

    /// How people part this many digits.
    private static func splits(_ count: Int) -> [[Int]] {
        switch count {
        case 5: [[5], [3, 2], [2, 3]]
        case 6: [[3, 3], [6], [2, 2, 2], [4, 2]]
        case 7: [[3, 4], [7], [3, 2, 2], [2, 2, 3], [4, 3]]
        case 8: [[4, 4], [8], [2, 2, 2, 2], [3, 3, 2], [3, 2, 3], [3, 5]]
        case 9: [[3, 3, 3], [9], [1, 2, 2, 2, 2]]
        case 10: [[3, 3, 4], [10], [2, 4, 4]]
        default: [[count]]
        }
    }
}
