/// The name of any member.
private struct MemberName: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) {
        self.stringValue = stringValue
    }

    init?(intValue: Int) {
        nil
    }
}

/// A body has a member that its type does not have.
struct UnknownMember: Error, Hashable, Sendable {
    /// The members that there are.
    let known: [String]
}

extension Decoder {
    /// Refuses an object with a member that its type does not have, so that a mistyped name is not silently without effect.
    func refuseUnknownMembers<Key: CodingKey & CaseIterable>(but keys: Key.Type) throws {
        let known = Key.allCases.map(\.stringValue)
        let container = try self.container(keyedBy: MemberName.self)
        guard let unknown = container.allKeys.first(where: { !known.contains($0.stringValue) }) else { return }
        let context = DecodingError.Context(
            codingPath: self.codingPath + [unknown],
            debugDescription: "",
            underlyingError: UnknownMember(known: known)
        )
        throw DecodingError.dataCorrupted(context)
    }
}
