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

/// A body has a member that is `null` and may not be.
struct NullMember: Error {}

extension Decoder {
    /// Refuses an object with a member that its type does not have, so that a mistyped name is not silently without effect, and
    /// one with `null`, which is no number and no text: what is left out is left out.
    ///
    /// - Parameter nullable: The members of which `null` means something.
    func refuseUnknownMembers<Key: CodingKey & CaseIterable>(but keys: Key.Type, nullable: Set<String> = []) throws {
        let known = Key.allCases.map(\.stringValue)
        let container = try self.container(keyedBy: MemberName.self)
        if let unknown = container.allKeys.first(where: { !known.contains($0.stringValue) }) {
            let context = DecodingError.Context(
                codingPath: self.codingPath + [unknown],
                debugDescription: "",
                underlyingError: UnknownMember(known: known)
            )
            throw DecodingError.dataCorrupted(context)
        }
        for key in container.allKeys where !nullable.contains(key.stringValue) {
            guard try container.decodeNil(forKey: key) else { continue }
            let context = DecodingError.Context(
                codingPath: self.codingPath + [key],
                debugDescription: "",
                underlyingError: NullMember()
            )
            throw DecodingError.dataCorrupted(context)
        }
    }
}
