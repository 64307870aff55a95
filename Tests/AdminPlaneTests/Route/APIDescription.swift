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
        Set(self.responses(of: operationID).keys)
    }

    /// The media types in which an operation says it answers where it succeeds.
    func types(of operationID: String) -> Set<String> {
        let successes = self.responses(of: operationID).filter { $0.key.hasPrefix("2") }.values
        return successes.reduce(into: []) { types, response in
            let content = (response as? [String: Any])?["content"] as? [String: Any] ?? [:]
            types.formUnion(content.keys)
        }
    }

    /// Whether an operation says that it takes `dry_run`.
    func hasDryRun(_ operationID: String) -> Bool {
        let parameters = self.operation(operationID)["parameters"] as? [[String: Any]] ?? []
        return parameters.contains { $0["$ref"] as? String == "#/components/parameters/DryRun" }
    }

    private func responses(of operationID: String) -> [String: Any] {
        self.operation(operationID)["responses"] as? [String: Any] ?? [:]
    }

    private func operation(_ operationID: String) -> [String: Any] {
        for item in self.paths.values {
            for case let operation as [String: Any] in item.values
            where operation["operationId"] as? String == operationID { return operation }
        }
        return [:]
    }

    /// The values of a closed list.
    func values(of schema: String) -> [String] {
        self.schemas[schema]?["enum"] as? [String] ?? []
    }
}
