/// JSON as text, bound as `jsonb` and read from `jsonb` or `json`. The server checks that it is JSON.
public struct JSONText: Hashable, Sendable {
    /// The format's version, which comes before the text in `jsonb`'s binary form.
    static let jsonbVersion: UInt8 = 1

    /// The JSON.
    public let text: String

    /// Takes text that is thought to be JSON.
    public init(_ text: String) {
        self.text = text
    }
}

extension JSONText: PostgresArrayElement {
    /// `jsonb`
    public static var postgresType: PostgresType { .jsonb }
    /// `jsonb[]`
    public static var postgresArrayType: PostgresType { .jsonbArray }

    /// Appends the version and the text.
    public func encode(into bytes: inout [UInt8]) throws(PostgresError) {
        bytes.append(Self.jsonbVersion)
        try self.text.encode(into: &bytes)
    }

    /// Reads `jsonb` or `json`.
    public init(from cell: Cell) throws(PostgresError) {
        guard !cell.isNull, cell.type == .jsonb || cell.type == .json else { throw cell.mismatch(as: JSONText.self) }
        let isJSONB = cell.type == .jsonb
        let text = cell.withBytes { bytes -> String? in
            guard isJSONB else { return String(validating: bytes, as: UTF8.self) }
            guard bytes.first == Self.jsonbVersion else { return nil }
            return String(validating: bytes.dropFirst(), as: UTF8.self)
        }
        guard let text else { throw cell.mismatch(as: JSONText.self) }
        self.text = text
    }
}
