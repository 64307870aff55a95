import Foundation
import Postgres

@testable import Hookswitch

extension Operator {
    /// An admin in all tenants whose token is in the database: whoever writes is looked at again.
    static func insertAdmin(_ name: String, in database: Database) async throws -> Operator {
        let admin = Operator(tokenID: UUID(), name: name, role: .admin, reach: .all)
        let digest = Array(repeating: UInt8(0), count: 16) + admin.tokenID.bytes
        try await database.inFleet { transaction in
            _ = try await transaction.execute(
                """
                INSERT INTO hookswitch.api_token (api_token_id, name, role, digest)
                VALUES (\(admin.tokenID), \(name), 'admin', \(digest))
                """
            )
        }
        return admin
    }
}
