import Foundation
import Hookswitch

/// What PATCH of a tenant takes: some members of its document, and its note.
struct TenantPatchRequest: Sendable {
    /// The members that there are, and of those that have members, theirs. A change to nothing must name something, too, so
    /// that a mistyped name is not silently without effect.
    private static let known: [String: Set<String>] = [
        "name": [], "tags": [], "externalId": [], "region": [], "dataverse": ["url", "lookup", "fallback", "tables"],
        "entra": ["tenant", "clientId", "credential"], "webhook": ["authentication"], "internalCalls": [], "pools": [],
        "note": [],
    ]
    /// The members of a tenant that are changed otherwise, or never.
    private static let forbidden = [
        "slug": "a tenant's slug stays as it is", "apiVersion": "it stays as it is", "kind": "it stays as it is",
        "status": "`POST …/suspend` and `POST …/resume` change it", "version": "it is raised by every change",
        "id": "it stays as it is",
    ]

    private let members: [String: JSONValue]

    /// Takes a body.
    init(_ members: [String: JSONValue]) {
        self.members = members
    }

    /// The change.
    ///
    /// - Throws: A ``Problem`` that names each member that cannot be patched.
    func patch() throws(Problem) -> TenantPatch {
        var issues = self.members.keys.sorted().flatMap { self.issues(of: $0) }
        var note = TenantPatch.Note.kept
        switch self.members["note"] {
        case nil: break
        case .null: note = .cleared
        case .text(let text):
            if let line = TenantNote(parsing: text) {
                note = .set(line)
            } else {
                issues.append(Self.wrongNote)
            }
        default: issues.append(Self.wrongNote)
        }
        guard issues.isEmpty else {
            let count = issues.count
            throw Problem(
                .invalidRequest,
                "\(count) \(count == 1 ? "member" : "members") cannot be changed so.",
                issues: issues
            )
        }
        let changes = self.members.filter { $0.key != "note" }
        guard !changes.isEmpty else { return TenantPatch(note: note) }
        return TenantPatch(note: note) { document in
            let stored = try JSONDecoder().decode(JSONValue.self, from: Data(document.utf8))
            let merged = stored.merged(with: .members(changes))
            return String(decoding: try JSONAnswer.encoder().encode(merged), as: UTF8.self)
        }
    }

    private func issues(of name: String) -> [ProblemIssue] {
        if let detail = Self.forbidden[name] {
            return [ProblemIssue(pointer: "/" + name, code: "forbidden", detail: detail)]
        }
        guard let members = Self.known[name] else {
            return [Self.unknown([name], expected: Self.known.keys.sorted())]
        }
        guard case .members(let changes)? = self.members[name], !members.isEmpty else { return [] }
        return changes.keys.sorted().filter { !members.contains($0) }
            .map { Self.unknown([name, $0], expected: members.sorted()) }
    }

    /// The most characters of an unknown member's name that are shown.
    private static let maximumNameLength = 64

    private static func unknown(_ path: [String], expected: [String]) -> ProblemIssue {
        let pointer = path.map { name in
            "/" + name.prefix(Self.maximumNameLength).replacing("~", with: "~0").replacing("/", with: "~1")
        }.joined()
        let detail = "there is no such member here; expected are \(expected.joined(separator: ", "))"
        return ProblemIssue(pointer: pointer, code: "unknown_member", detail: detail)
    }

    private static var wrongNote: ProblemIssue {
        let lengths = TenantNote.lengths
        return ProblemIssue(
            pointer: "/note",
            code: "wrong_value",
            detail: "it is \(lengths.lowerBound) to \(lengths.upperBound) characters in one line, or null"
        )
    }
}
