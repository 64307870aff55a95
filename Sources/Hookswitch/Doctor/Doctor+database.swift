import Foundation
import Postgres
import Schema

extension Doctor {
    /// Looks at Postgres: whether it answers, its clock, our schema, and what the login may do.
    func checkDatabase(through pool: ConnectionPool) async -> [DoctorCheck] {
        var checks: [DoctorCheck] = []
        do {
            let deadline = ContinuousClock.now + Self.patience
            let asked = Date.now
            let facts = try await pool.withConnection(deadline: deadline) { connection in
                try await connection.query(
                    "SELECT current_setting('server_version') AS version, clock_timestamp() AS now"
                )
            }
            let rights = try await pool.withConnection(deadline: deadline) { try await LoginRights(of: $0) }
            guard let row = facts.first else { return [] }
            checks.append(self.checkLogin(rights, version: try row.decode("version", as: String.self)))
            checks.append(Self.checkClock(offset: try row.decode("now", as: Date.self).timeIntervalSince(asked)))
            checks.append(await Self.checkSchema(through: pool))
            checks.append(Self.checkRoles(rights))
        } catch {
            let remedy = "start Postgres, or correct database.url"
            checks = [
                DoctorCheck(
                    id: "database",
                    status: .failed,
                    summary: "Postgres does not answer: \(error)",
                    remedy: remedy
                )
            ]
        }
        return checks
    }

    private func checkLogin(_ rights: LoginRights, version: String) -> DoctorCheck {
        let isLoud = rights.mayBypassRowSecurity && self.configuration.environment == .production
        return DoctorCheck(
            id: "database",
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
                status.isCurrent
                ? "version \(status.version)"
                : faults.isEmpty ? "it lacks \(status.pending.joined(separator: ", "))" : faults
            return DoctorCheck(
                id: "schema",
                status: status.isCurrent ? .ok : .failed,
                summary: summary,
                remedy: status.isCurrent ? nil : "run `hookswitch migrate up`"
            )
        } catch {
            return DoctorCheck(id: "schema", status: .failed, summary: "it cannot be read: \(error)")
        }
    }

    private static func checkRoles(_ rights: LoginRights) -> DoctorCheck {
        if !rights.unknownRoles.isEmpty {
            return DoctorCheck(
                id: "roles",
                status: .failed,
                summary: "there is no \(rights.unknownRoles.joined(separator: ", "))",
                remedy: "run `hookswitch migrate up`"
            )
        }
        guard rights.missingRoles.isEmpty else {
            let missing = rights.missingRoles.joined(separator: ", ")
            return DoctorCheck(
                id: "roles",
                status: .failed,
                summary: "the login may not work as \(missing)",
                remedy: "GRANT \(missing) TO \(rights.quotedName);"
            )
        }
        return DoctorCheck(id: "roles", status: .ok, summary: "the login may work as the server's roles")
    }
}
