import Foundation
import Routing

/// A secret of a row on its way from the plan to its tenant: sealed with the key ring for this row and no other.
struct ImportSecret: Sendable {
    let keyRing: KeyRing
    private let context: SealingContext

    /// Names the row.
    init(keyRing: KeyRing, id: ImportID, row: Int, tenantID: TenantID) {
        self.keyRing = keyRing
        let number = withUnsafeBytes(of: Int64(row).littleEndian) { Array($0) }
        self.context = SealingContext(tenantID, column: "import_item.sealed", row: id.uuid.bytes + number)
    }

    func seal(_ secret: Secret) throws(SealError) -> [UInt8] {
        try self.keyRing.seal(Array(secret.reveal().utf8), for: self.context)
    }

    func open(_ sealed: [UInt8]) throws(SealError) -> Secret {
        Secret(String(decoding: try self.keyRing.open(sealed, for: self.context), as: UTF8.self))
    }
}
