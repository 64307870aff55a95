import Crypto

/// The file that the rows of an import come from, which need not be what was sent.
public struct ImportOrigin: Hashable, Sendable {
    /// How the file is written.
    public let format: ImportFormat
    /// The SHA-256 of its bytes.
    let digest: [UInt8]

    /// Describes a file by its bytes.
    public init(format: ImportFormat, content: [UInt8]) {
        self.format = format
        self.digest = Array(SHA256.hash(data: content))
    }

    /// Describes a file by what is said of it.
    ///
    /// - Parameter sha256: 64 hexadecimal digits, small letters.
    /// - Returns: `nil` if it is none.
    public init?(format: ImportFormat, sha256: String) {
        guard let digest = Hexadecimal.decode(sha256), digest.count == SHA256.Digest.byteCount else { return nil }
        self.format = format
        self.digest = digest
    }

    /// The SHA-256 in hexadecimal digits.
    public var sha256: String { Hexadecimal.encode(self.digest) }

    /// The beginning of the SHA-256 by which a plan knows its file: ``ImportID/fileMark``.
    public var mark: String { Hexadecimal.encode(self.digest.prefix(ImportID.markSize)) }
}
