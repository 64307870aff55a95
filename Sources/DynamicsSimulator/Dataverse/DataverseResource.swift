import Foundation

/// What a Web API path names.
enum DataverseResource: Sendable, Hashable {
    case whoAmI
    case rows(DataverseTable)
    case row(DataverseTable, identifier: String)
    case count(DataverseTable)

    static let root = "/api/data/"

    /// The Web API's versions that answer alike here.
    private static let versions: Set<Substring> = ["v9.0", "v9.1", "v9.2"]

    /// The part of a path after the version, such as `contacts`; nothing if the path is outside of the Web API.
    static func segments(of path: String) -> (version: String, rest: [String])? {
        guard path.hasPrefix(Self.root) else { return nil }
        let parts = path.dropFirst(Self.root.count).split(separator: "/", omittingEmptySubsequences: true)
        guard let version = parts.first, Self.versions.contains(version) else { return nil }
        return (String(version), parts.dropFirst().map(String.init))
    }

    /// The entity set or function that a path begins with, without a key; for faults.
    static func name(in path: String) -> String? {
        Self.segments(of: path)?.rest.first.map { String($0.prefix { $0 != "(" }) }
    }

    init(path: String) throws(DataverseFailure) {
        guard let (_, rest) = Self.segments(of: path) else { throw .unknownSegment(path) }
        guard let encoded = rest.first, let first = FormEncoding.decoded(encoded.utf8), rest.count <= 2 else {
            throw .unknownSegment(rest.joined(separator: "/"))
        }
        if first == "WhoAmI" || first == "WhoAmI()" || first == "Microsoft.Dynamics.CRM.WhoAmI", rest.count == 1 {
            self = .whoAmI
            return
        }
        let name = first.prefix { $0 != "(" }
        guard let table = DataverseTable(rawValue: String(name)) else { throw .unknownSegment(String(name)) }
        let key = first.dropFirst(name.count)
        if key.isEmpty {
            guard rest.count == 2 else {
                self = .rows(table)
                return
            }
            guard rest.last == "$count" else { throw .unknownSegment(rest.last ?? "") }
            self = .count(table)
            return
        }
        let identifier = key.dropFirst().dropLast()
        guard key.hasSuffix(")"), UUID(uuidString: String(identifier)) != nil, rest.count == 1 else {
            throw .query("Error in query syntax.")
        }
        self = .row(table, identifier: identifier.lowercased())
    }
}
