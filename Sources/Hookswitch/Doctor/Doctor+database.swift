import Foundation
import Postgres
import Schema

extension Doctor {
    /// Looks at Postgres: whether it answers, its clock, our schema, and what the login may do.
    func checkDatabase(through pool: ConnectionPool) async -> [DoctorCheck] {
        var checks: [DoctorCheck] = []
        do {
            let deadline = ContinuousClock.now + Self.patience
            // The time to connect is nobody's clock: it is asked on a connection that is there, and between two looks at ours.
            let (facts, ours) = try await pool.withConnection(deadline: deadline) { connection in
                _ = try await connection.query("SELECT 1")
                let before = Date.now
                let facts = try await connection.query(
                    "SELECT current_setting('server_version') AS version, clock_timestamp() AS now"
                )
                return (facts, before.addingTimeInterval(Date.now.timeIntervalSince(before) / 2))
            }
            let rights = try await pool.withConnection(deadline: deadline) { try await LoginRights(of: $0) }
            guard let row = facts.first else { return [] }
            checks.append(self.checkLogin(rights, version: try row.decode("version", as: String.self)))
            checks.append(Self.checkClock(offset: try row.decode("now", as: Date.self).timeIntervalSince(ours)))
            checks.append(await Self.checkSchema(through: pool))
            checks.append(Self.checkRoles(rights))
            if rights.missingRoles.isEmpty, rights.unknownRoles.isEmpty {
                checks.append(await self.checkTenantKeys(through: pool))
            }
        } catch {
            let remedy = "start Postgres, or correct database.url"
            checks = [
                DoctorCheck(
                    id: .database,
                    status: .failed,
                    summary: "Postgres does not answer: \(error)",
                    remedy: remedy
                )
            ]
        }
        return checks
    }

    /// Looks whether the key ring opens what was sealed with it: a file that is a key ring may be another one.
    private func checkTenantKeys(through pool: ConnectionPool) async -> DoctorCheck {
        let id = DoctorCheckID.tenantKeys
        do {
            let keyStore = TenantKeyStore(keyRing: try Foundations.keyRing(self.configuration))
            let rows = try await Database(pool: pool).inFleet { transaction in
                try await transaction.query(
                    "SELECT tenant_id, data_key_id, sealed FROM hookswitch.data_key LIMIT \(Int64(Self.maximumKeyCount))"
                )
            }
            var unopened = 0
            for row in rows {
                let sealed = try row.decode("sealed", as: [UInt8].self)
                let tenantID = TenantID(try row.decode("tenant_id", as: UUID.self))
                let dataKeyID = try row.decode("data_key_id", as: UUID.self)
                if (try? keyStore.open(sealed, tenantID: tenantID, dataKeyID: dataKeyID)) == nil { unopened += 1 }
            }
            return DoctorCheck(
                id: id,
                status: unopened == 0 ? .ok : .failed,
                summary: unopened == 0
                    ? "the key ring opens \(rows.count) of \(rows.count) that were tried"
                    : "the key ring does not open \(unopened) of \(rows.count) that were tried",
                remedy: unopened == 0 ? nil : "use the key ring with which they were made: keyring.file"
            )
        } catch let refusal as StartRefusal {
            return DoctorCheck(id: id, status: .failed, summary: refusal.reason, remedy: refusal.remedy)
        } catch {
            return DoctorCheck(id: id, status: .failed, summary: "they cannot be read: \(error)")
        }
    }

    private func checkLogin(_ rights: LoginRights, version: String) -> DoctorCheck {
        let isLoud = rights.mayBypassRowSecurity && self.configuration.environment == .production
        return DoctorCheck(
            id: .database,
            status: isLoud ? .warning : .ok,
            summary: "Postgres \(version) answers"
                + (rights.mayBypassRowSecurity ? "; the login can bypass row-level security" : ""),
            remedy: isLoud ? "use a login that is neither superuser nor BYPASSRLS; see deploy/README.md" : nil
        )
    }

    private static func checkSchema(through pool: ConnectionPool) async -> DoctorCheck {
        do {
            let status = try await Migrator(pool: pool).status()
            let faults = status.faults.map(\.description).joined(separator: "; ")
            let summary =
                status.isSupported
                ? "version \(status.version)"
                : faults.isEmpty ? "it lacks \(status.pending.joined(separator: ", "))" : faults
            return DoctorCheck(
                id: .schema,
                status: status.isSupported ? .ok : .failed,
                summary: summary,
                remedy: status.remedy
            )
        } catch {
            return DoctorCheck(id: .schema, status: .failed, summary: "it cannot be read: \(error)")
        }
    }

    private static func checkRoles(_ rights: LoginRights) -> DoctorCheck {
        if !rights.unknownRoles.isEmpty {
            return DoctorCheck(
                id: .roles,
                status: .failed,
                summary: "there is no \(rights.unknownRoles.joined(separator: ", "))",
                remedy: "run `hookswitch migrate up`"
            )
        }
        guard rights.missingRoles.isEmpty else {
            let missing = rights.missingRoles.joined(separator: ", ")
            return DoctorCheck(
                id: .roles,
                status: .failed,
                summary: "the login may not work as \(missing)",
                remedy: "GRANT \(missing) TO \(rights.quotedName);"
            )
        }
        return DoctorCheck(id: .roles, status: .ok, summary: "the login may work as the server's roles")
    }
}
