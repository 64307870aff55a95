import Crypto
import Foundation

/// Tells whether two requests are the same, without keeping either.
public struct RequestFingerprint: Hashable, Sendable {
    /// SHA-256. A body may have a client secret in it, which is too long and too random to be guessed from this.
    let digest: [UInt8]

    /// Takes the parts that make a request what it is, in order: two of them never run into each other.
    public init(of parts: [[UInt8]]) {
        var hash = SHA256()
        for part in parts {
            withUnsafeBytes(of: UInt64(part.count).littleEndian) { hash.update(bufferPointer: $0) }
            hash.update(data: part)
        }
        self.digest = Array(hash.finalize())
    }
}
