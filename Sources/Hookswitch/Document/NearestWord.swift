/// The word that somebody most likely meant.
public enum NearestWord {
    /// Longer words are not compared: the work grows with the square of their length.
    private static let maximumLength = 64

    /// Finds the candidate that is the fewest edits away, if it is near enough to be meant.
    ///
    /// - Parameters:
    ///   - word: What was typed.
    ///   - candidates: What there is.
    /// - Returns: The nearest, of equals the first; `nil` if none is within a third of the word's length, or if the
    ///   word itself is there.
    public static func find(_ word: String, among candidates: [String]) -> String? {
        let typed = Array(word)
        guard (2...Self.maximumLength).contains(typed.count), !candidates.contains(word) else { return nil }
        // A short word is near to too much else: one edit up to five characters, then one for each three.
        var best: (word: String, distance: Int)?
        let limit = max(1, typed.count / 3)
        for candidate in candidates where candidate.count <= Self.maximumLength {
            let other = Array(candidate)
            guard abs(other.count - typed.count) <= limit else { continue }
            let distance = Self.distance(typed, other)
            if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.word
    }

    /// How many insertions, deletions, replacements and swaps of neighbours lead from one to the other (optimal string
    /// alignment).
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var before: [Int] = []
        var above = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                var edits = min(above[column + 1], current[column]) + 1
                edits = min(edits, above[column] + (left[row] == right[column] ? 0 : 1))
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    edits = min(edits, before[column - 1] + 1)
                }
                current.append(edits)
            }
            (before, above) = (above, current)
        }
        return above[right.count]
    }
}
