import Foundation
import HummingbirdTesting
import Testing

@testable import AdminPlane

extension APIDescription {
    /// Checks an answer against a schema: required members, no undescribed ones, types and closed lists, all the way down.
    func expect(
        _ response: TestResponse,
        toBe schema: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        try self.expect(response.text, toBe: schema, sourceLocation: sourceLocation)
    }

    /// Checks a text of JSON against a schema, as ``expect(_:toBe:sourceLocation:)`` does.
    func expect(_ json: String, toBe schema: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let value = try JSONDecoder().decode(JSONValue.self, from: Data(json.utf8))
        let faults = self.faults(of: value, by: ["$ref": "#/components/schemas/\(schema)"], at: schema)
        #expect(faults.isEmpty, sourceLocation: sourceLocation)
    }

    private func faults(of value: JSONValue, by schema: [String: Any], at place: String) -> [String] {
        if let reference = schema["$ref"] as? String {
            let name = reference.split(separator: "/").last.map(String.init) ?? ""
            return self.faults(of: value, by: self.schemas[name] ?? ["type": "no such schema"], at: place)
        }
        var faults: [String] = []
        for part in schema["allOf"] as? [[String: Any]] ?? [] { faults += self.faults(of: value, by: part, at: place) }
        if let type = schema["type"] as? String, !Self.types(of: value).contains(type) {
            return faults + ["\(place) is not \(type)"]
        }
        if let values = schema["enum"] as? [Any], !values.contains(where: { "\($0)" == Self.text(of: value) }) {
            faults.append("\(place) is not in its list")
        }
        switch value {
        case .members(let members):
            let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
            for name in schema["required"] as? [String] ?? [] where members[name] == nil {
                faults.append("\(place) lacks \(name)")
            }
            for (name, member) in members {
                if let property = properties[name] {
                    faults += self.faults(of: member, by: property, at: "\(place).\(name)")
                } else if schema["additionalProperties"] as? Bool == false {
                    faults.append("\(place) has \(name), which is not described")
                }
            }
        case .list(let elements):
            guard let items = schema["items"] as? [String: Any] else { break }
            for element in elements { faults += self.faults(of: element, by: items, at: "\(place)[]") }
        default:
            break
        }
        return faults
    }

    private static func types(of value: JSONValue) -> Set<String> {
        switch value {
        case .null: ["null"]
        case .boolean: ["boolean"]
        case .integer: ["integer", "number"]
        case .number: ["number"]
        case .text: ["string"]
        case .list: ["array"]
        case .members: ["object"]
        }
    }

    private static func text(of value: JSONValue) -> String? {
        switch value {
        case .text(let text): text
        case .integer(let number): String(number)
        default: nil
        }
    }
}
