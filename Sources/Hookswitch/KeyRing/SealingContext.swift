import Crypto
import Foundation

/// What a sealed value is bound to: it opens in its own tenant, table, row and column, and for its own hosts, and nowhere
/// else. AES-256-GCM authenticates all of it as additional data.
struct SealingContext: Hashable, Sendable {
    /// The version of the format, first in the additional data.
    private static let version: UInt8 = 1

    private let additionalData: [UInt8]

    /// Names the place of a sealed value.
    ///
    /// - Parameters:
    ///   - tenantID: Whose it is.
    ///   - column: `table.column`.
    ///   - row: The rest of the row's primary key.
    ///   - hosts: The hosts that the value may be shown to; empty for what is shown to none.
    init(_ tenantID: TenantID, column: String, row: [UInt8], hosts: [String] = []) {
        var bytes: [UInt8] = [Self.version]
        // Each part follows its length, so that no two places have the same bytes.
        for part in [tenantID.uuid.bytes, Array(column.utf8), row] + hosts.map({ Array($0.lowercased().utf8) }) {
            bytes += withUnsafeBytes(of: UInt32(truncatingIfNeeded: part.count).littleEndian) { Array($0) }
            bytes += part
        }
        self.additionalData = bytes
    }

    /// Seals: a fresh random nonce (12 bytes), the ciphertext, the tag (16 bytes).
    func seal(_ plaintext: [UInt8], with key: SymmetricKey) throws(SealError) -> [UInt8] {
        do {
            let box = try AES.GCM.seal(plaintext, using: key, authenticating: self.additionalData)
            return Array(box.nonce) + Array(box.ciphertext) + Array(box.tag)
        } catch {
            throw .refused
        }
    }

    /// Opens.
    func open(_ sealed: [UInt8], with key: SymmetricKey) throws(SealError) -> [UInt8] {
        guard sealed.count >= 28 else { throw .malformed }
        do {
            let box = try AES.GCM.SealedBox(combined: sealed)
            return Array(try AES.GCM.open(box, using: key, authenticating: self.additionalData))
        } catch {
            throw .refused
        }
    }
}
