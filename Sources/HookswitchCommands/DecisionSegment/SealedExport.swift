import Foundation
import Hookswitch

/// What a file of decisions is, by its first line: whether there is anything in it that can be verified.
enum SealedExport {
    /// What tells the two exports of decisions apart: a line of the sealed one has its type.
    private struct Line: Decodable {
        let type: String?
        let id: String?
        let outcome: String?
    }

    /// Why nothing in a file can be verified that is nobody's tampering; `nil` if it has to be verified.
    ///
    /// - Parameters:
    ///   - first: The first line that is not empty; `nil` if there is none.
    ///   - name: What messages call the file.
    static func refusal(first: String?, name: String) -> CommandFailure? {
        guard let first else {
            return CommandFailure(
                .checkNotPassed,
                code: "nothing_sealed",
                "\(name) is empty: there is nothing to verify",
                why: ["an export has nothing until the first day is sealed, an hour after it is over"],
                fix: "hookswitch decision segments --tenant SLUG"
            )
        }
        let line = try? JSONDecoder().decode(Line.self, from: Data(first.utf8))
        guard let line, line.type == nil, line.id != nil, line.outcome != nil else { return nil }
        return CommandFailure(
            .checkNotPassed,
            code: "not_sealed",
            "\(name) is not an export of sealed decisions: nothing in it is signed",
            fix: "hookswitch decision export --sealed --tenant SLUG > decisions.ndjson"
        )
    }
}
