/// Why a line of an export is not one.
enum AuditLineError: Error, Hashable, Sendable {
    /// It is not JSON, or an object has a member twice.
    case syntax
    /// It is neither a record nor a head.
    case type
    /// A member is not there.
    case missing(String)
    /// There is no such member.
    case unknown(String)
    /// A member is not what it must be.
    case value(String)

    /// Reads a member.
    static func read<Value>(
        _ name: String,
        _ members: [String: AuditValue],
        _ read: (AuditValue) -> Value?
    ) throws(AuditLineError) -> Value {
        guard let member = members[name] else { throw .missing(name) }
        guard let value = read(member) else { throw .value(name) }
        return value
    }

    /// Reads a member that may be absent.
    static func readIfPresent<Value>(
        _ name: String,
        _ members: [String: AuditValue],
        _ read: (AuditValue) -> Value?
    ) throws(AuditLineError) -> Value? {
        members[name] == nil ? nil : try self.read(name, members, read)
    }
}

extension AuditLineError: CustomStringConvertible {
    /// The reason, without what stood there instead.
    var description: String {
        switch self {
        case .syntax: "it is not a JSON object, or has a member twice"
        case .type: "it is neither a record nor a head"
        case .missing(let name): "it has no \(name)"
        case .unknown: "it has a member that no export writes"
        case .value(let name): "its \(name) is not what an export writes"
        }
    }
}
