import Foundation
import Hookswitch
import Yams

/// A tenant's document as people edit it.
enum DocumentText {
    /// The document in YAML, its members in the order in which people write them; of one that this version cannot read, in the
    /// order of the alphabet.
    static func yaml(of document: DocumentValue) throws -> String {
        let json = try CommandOutput.json(document, isCompact: true)
        do {
            let documents = try TenantDocumentReader(secrets: .inlineOnly, egress: nil).read(json)
            if let document = documents.first { return try document.yaml() }
        } catch is DocumentRefusal {
            // It is shown as it is, so that it can be mended.
        }
        let encoder = YAMLEncoder()
        encoder.options.sortKeys = true
        encoder.options.allowUnicode = true
        return try encoder.encode(document)
    }
}
