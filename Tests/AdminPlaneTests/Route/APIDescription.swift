import Foundation
import Yams

/// `admin/openapi.yaml`, as far as the tests compare it with the code.
struct APIDescription {
    struct Operation: Hashable {
        let method: String
        let path: String
        let operationID: String
        let needsAuthentication: Bool
        /// `x-permission`; `none` is a token of any role.
        let permission: String?
    }

    let operations: Set<Operation>
    let schemas: [String: [String: Any]]
    private let paths: [String: [String: Any]]

    init() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../admin/openapi.yaml")
        let text = try String(contentsOf: file.standardizedFileURL, encoding: .utf8)
        let document = try Yams.load(yaml: text) as? [String: Any] ?? [:]
        let components = document["components"] as? [String: Any] ?? [:]
        self.schemas = components["schemas"] as? [String: [String: Any]] ?? [:]
        self.paths = document["paths"] as? [String: [String: Any]] ?? [:]
        let general = document["security"] as? [Any] ?? []
        var operations: Set<Operation> = []
        for (path, item) in self.paths {
            for method in ["get", "put", "post", "delete", "patch", "head", "options"] {
                guard let operation = item[method] as? [String: Any] else { continue }
                operations.insert(
                    Operation(
                        method: method.uppercased(),
                        path: path,
                        operationID: operation["operationId"] as? String ?? "",
                        needsAuthentication: !(operation["security"] as? [Any] ?? general).isEmpty,
                        permission: operation["x-permission"] as? String
                    )
                )
            }
        }
        self.operations = operations
    }

    /// The statuses that an operation says it answers; `default` stands for 405, 500 and 503.
    func statuses(of operationID: String) -> Set<String> {
        for item in self.paths.values {
            for case let operation as [String: Any] in item.values {
                guard operation["operationId"] as? String == operationID else { continue }
                let responses = operation["responses"] as? [String: Any] ?? [:]
                return Set(responses.keys)
            }
        }
        return []
    }

    /// The values of a closed list.
    func values(of schema: String) -> [String] {
        self.schemas[schema]?["enum"] as? [String] ?? []
    }
}
