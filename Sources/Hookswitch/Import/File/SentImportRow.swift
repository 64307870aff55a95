import Foundation

/// A row of a file on its way to be planned, as a line of NDJSON: where it stands in the file, and the document with the secret
/// that the file refers to, or why there is none.
///
/// The server judges each document by itself. That a row is wrong it takes over, for such a row is applied in no case; that one
/// is right it takes from nobody.
struct SentImportRow: Codable {
    /// What `kind` says of it.
    static let kind = "ImportRow"

    private static let version = "hookswitch/v1"
    private static let names: Set<String> = [
        "apiVersion", "kind", "line", "slug", "keeps", "issues", "document",
    ]
    /// More than these nobody reads of one row; they are kept with the plan.
    private static let maximumIssueCount = 50
    /// The characters of one text of an issue.
    private static let maximumTextLength = 1000

    /// One thing that is wrong.
    struct Issue: Codable {
        let line: Int?
        let path: String?
        let code: String
        let detail: String
    }

    var apiVersion = Self.version
    var kind = Self.kind
    /// The line of the file in which it begins, from 1.
    let line: Int
    /// The short name of a row that is wrong, if it has one.
    var slug: String?
    /// What the row leaves as the tenant has it.
    var keeps: [KeptMember]?
    /// What is wrong with it; never empty.
    var issues: [Issue]?

    /// Reads a line.
    ///
    /// - Returns: `nil` if it is none of these: a document stands there by itself.
    static func row(_ value: DocumentValue, text: String, index: Int, line: Int) -> ImportRow? {
        guard case .members(let members) = value, members["kind"] == .text(Self.kind) else { return nil }
        func row(_ content: ImportRow.Content, at number: Int, keeps: Set<KeptMember> = []) -> ImportRow {
            ImportRow(index: index, line: number, text: text, content: content, firstLine: number, keeps: keeps)
        }
        func flaw(_ detail: String) -> ImportRow {
            row(.flaw(ImportIssue(row: index, line: line, code: "wrong_row", detail: detail)), at: line)
        }
        if let unknown = members.keys.filter({ !Self.names.contains($0) }).min() {
            return flaw("there is no member \(unknown); expected are \(Self.names.sorted().joined(separator: ", "))")
        }
        guard let sent = try? JSONDecoder().decode(SentImportRow.self, from: Data(text.utf8)),
            sent.apiVersion == Self.version, (1...Int(Int32.max)).contains(sent.line)
        else { return flaw("expected is a row with its line, and its document or its issues") }
        switch (members["document"], sent.issues) {
        case (let document?, nil):
            return row(.node(DocumentNode(document)), at: sent.line, keeps: Set(sent.keeps ?? []))
        case (nil, let issues?) where !issues.isEmpty:
            let read = issues.prefix(Self.maximumIssueCount).map { issue in
                ImportIssue(
                    row: index,
                    line: issue.line.map { Int(Int32(clamping: $0)) } ?? sent.line,
                    path: issue.path.map(Self.cut),
                    code: Self.cut(issue.code),
                    detail: Self.cut(issue.detail)
                )
            }
            return row(.refused(slug: sent.slug.flatMap { Slug(parsing: $0) }, issues: read), at: sent.line)
        default: return flaw("expected is either a document or what is wrong with it")
        }
    }

    private static func cut(_ text: String) -> String {
        String(text.prefix(Self.maximumTextLength))
    }
}

extension ReadImportRow {
    /// The row as it is sent to be planned: one line of NDJSON, with its secret.
    public func sent() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var sent = SentImportRow(line: self.row.line)
        guard let document = self.document else {
            sent.slug = self.slug?.text
            sent.issues = self.issues.map { issue in
                SentImportRow.Issue(line: issue.line, path: issue.path, code: issue.code, detail: issue.detail)
            }
            return String(decoding: try encoder.encode(sent), as: UTF8.self) + "\n"
        }
        if !document.keeps.isEmpty { sent.keeps = document.keeps.sorted { $0.rawValue < $1.rawValue } }
        let head = String(decoding: try encoder.encode(sent), as: UTF8.self).dropLast()
        return "\(head),\"document\":\(try document.json(includingSecret: true))}\n"
    }
}
