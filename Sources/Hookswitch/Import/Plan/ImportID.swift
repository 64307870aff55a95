public import Foundation

/// The name of a planned import. It ends with the beginning of the SHA-256 of the file that was planned, so that whoever applies
/// the plan can tell whether the file at hand is that one.
public struct ImportID: ResourceID {
    /// `imp`
    public static let prefix = "imp"

    /// How many bytes of the SHA-256 it has: of two files, one a mended copy of the other, one pair in a million millions has
    /// the same, and 34 random bits are left for plans of one file in one millisecond.
    static let markSize = 5

    /// The identity as Postgres keeps it.
    public let uuid: UUID

    /// Names a plan.
    public init(_ uuid: UUID) {
        self.uuid = uuid
    }

    /// Names a new plan of a file.
    init(of origin: ImportOrigin, random: inout some RandomNumberGenerator) {
        var bytes = UUID.timeOrdered(at: .now(), random: &random).bytes
        // Version 8 of RFC 9562: what follows the time has a meaning of its own.
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes.replaceSubrange((bytes.count - Self.markSize)..., with: origin.digest.prefix(Self.markSize))
        func word(_ part: some Sequence<UInt8>) -> UInt64 { part.reduce(0) { $0 << 8 | UInt64($1) } }
        self.uuid = UUID(high: word(bytes.prefix(8)), low: word(bytes.dropFirst(8)))
    }

    /// The beginning of the SHA-256 of the file, in hexadecimal digits; `nil` of a plan from before it was noted.
    public var fileMark: String? {
        let bytes = self.uuid.bytes
        return bytes[6] >> 4 == 8 ? Hexadecimal.encode(bytes.suffix(Self.markSize)) : nil
    }
}
