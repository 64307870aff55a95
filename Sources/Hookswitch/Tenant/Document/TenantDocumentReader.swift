public import Dynamics
import Foundation
import Routing

/// Reads tenant documents, and says of everything wrong in them what, where, and what was expected.
public struct TenantDocumentReader: Sendable {
    private let secrets: SecretResolution
    private let egress: EgressPolicy?
    private let toleratesLoops: Bool

    /// Reads what Postgres has. A pool that routes to itself, which another version may have let in, is no reason to leave
    /// all of a tenant's calls without an answer: the loop guard takes those of that pool.
    static let ofStoredDocuments = TenantDocumentReader(secrets: .inlineOnly, egress: nil, toleratesLoops: true)

    /// Makes a reader of what operators write.
    ///
    /// - Parameters:
    ///   - secrets: Where secrets may come from.
    ///   - egress: Which Dataverse hosts are allowed; `nil` leaves that to the server.
    public init(secrets: SecretResolution, egress: EgressPolicy?) {
        self.init(secrets: secrets, egress: egress, toleratesLoops: false)
    }

    private init(secrets: SecretResolution, egress: EgressPolicy?, toleratesLoops: Bool) {
        self.secrets = secrets
        self.egress = egress
        self.toleratesLoops = toleratesLoops
    }

    /// Reads every document of a text in YAML or JSON.
    ///
    /// - Throws: ``DocumentRefusal`` with all that is wrong in all of them.
    public func read(_ text: String) throws(DocumentRefusal) -> [TenantDocument] {
        var issues: [DocumentIssue] = []
        guard text.utf8.count <= TenantDocumentLimits.maximumTextSize else {
            throw Self.refusal("too_large", "a text has at most \(TenantDocumentLimits.maximumTextSize) bytes")
        }
        let nodes = try DocumentNode.read(text)
        guard !nodes.isEmpty else { throw Self.refusal("empty", "there is no tenant document in it") }
        guard nodes.count <= TenantDocumentLimits.maximumDocumentCount else {
            let maximum = TenantDocumentLimits.maximumDocumentCount
            throw Self.refusal("too_many", "a text has at most \(maximum) documents; use `hookswitch import` for more")
        }

        var documents: [TenantDocument] = []
        var firstUse: [Slug: Int] = [:]
        for (index, node) in nodes.enumerated() {
            var reading = TenantDocumentReading(
                document: index,
                secrets: self.secrets,
                egress: self.egress,
                toleratesLoops: self.toleratesLoops
            )
            if let document = reading.read(node) {
                documents.append(document)
                if let first = firstUse.updateValue(index, forKey: document.slug) {
                    let detail = "document \(first + 1) already describes \(document.slug)"
                    reading.reader.note("duplicate_slug", at: DocumentPath().member("slug"), line: node.line, detail)
                }
            }
            issues += reading.reader.issues
        }
        guard issues.isEmpty else { throw DocumentRefusal(issues: issues) }
        return documents
    }

    /// Reads one document as Postgres keeps it, in JSON. It says the same of it as ``read(_:)``, in a fraction of the time: a list
    /// reads a page of documents, and a start reads all of them.
    ///
    /// - Throws: ``DocumentRefusal`` with all that is wrong.
    func read(stored json: String) throws(DocumentRefusal) -> TenantDocument {
        guard let node = DocumentNode(json: json) else {
            throw Self.refusal("not_json", "the stored document is not JSON")
        }
        var reading = TenantDocumentReading(
            document: 0,
            secrets: self.secrets,
            egress: self.egress,
            toleratesLoops: self.toleratesLoops
        )
        guard let document = reading.read(node), reading.reader.issues.isEmpty else {
            throw DocumentRefusal(issues: reading.reader.issues)
        }
        return document
    }

    private static func refusal(_ code: String, _ detail: String) -> DocumentRefusal {
        DocumentRefusal(
            issues: [DocumentIssue(document: 0, line: nil, path: DocumentPath(), code: code, detail: detail)]
        )
    }
}
