import Foundation

extension DocumentNode {
    /// Reads JSON that Postgres keeps: its members have no order and no lines.
    ///
    /// - Returns: `nil` if it is none.
    init?(json: String) {
        // What it says of text that is no JSON helps nobody: Postgres takes none.
        guard let value = try? JSONSerialization.jsonObject(with: Data(json.utf8), options: .fragmentsAllowed) else {
            return nil
        }
        self.init(value)
    }

    private init(_ value: Any) {
        let node: Value =
            switch value {
            case let text as String: .text(text)
            case let list as [Any]: .list(list.map { DocumentNode($0) })
            case let members as [String: Any]:
                .members(
                    members.sorted { $0.key < $1.key }.map { (name: $0.key, line: nil, node: DocumentNode($0.value)) }
                )
            case is NSNull: .null
            // Documents of ours have no others; what another version wrote is kept as it is written.
            case let number as NSNumber: .text(number.stringValue)
            default: .null
            }
        self.init(line: nil, value: node)
    }
}
