import Foundation
import Logging
import Postgres

extension Doctor {
    /// Looks at what must be so before customers' calls come, besides what ``check(eventLoopGroup:isServing:isProduction:)`` looks at.
    ///
    /// - Parameter environment: Where libpq and systemd say what they say.
    public func checkProduction(environment: [String: String]) async -> [DoctorCheck] {
        var checks = [self.checkEnvironment()]
        do {
            let url = try Foundations.databaseURL(self.configuration)
            checks.append(Self.checkTransport(to: url, environment: environment))
            let logger = Logger(label: "doctor") { _ in SwiftLogNoOpLogHandler() }
            let pool = Foundations.pool(self.configuration, url: url, logger: logger)
            checks.append(await Self.checkRowSecurity(through: pool))
            await pool.shutdown()
        } catch {
            // That it cannot be used is said by the check `database`.
        }
        checks.append(self.checkSecretOrigins(environment: environment))
        checks.append(self.checkConsole())
        checks.append(
            DoctorCheck(
                id: .backup,
                status: .warning,
                summary: "how old the newest backup is, nothing here records",
                remedy:
                    "see that the database and, apart from it, the key ring are backed up; deploy/README.md says how"
            )
        )
        return checks
    }

    private func checkEnvironment() -> DoctorCheck {
        let isProduction = self.configuration.environment == .production
        return DoctorCheck(
            id: .environment,
            status: isProduction ? .ok : .failed,
            summary: "the server runs as \(self.configuration.environment.rawValue)",
            remedy: isProduction ? nil : "set environment (HOOKSWITCH_ENVIRONMENT) to production"
        )
    }

    /// Over a network whoever can stand between us and Postgres would read and change all of it.
    static func checkTransport(to url: DatabaseURL, environment: [String: String]) -> DoctorCheck {
        let id = DoctorCheckID.databaseTLS
        let hosts = (url.option("host") ?? environment["PGHOST"] ?? "").split(separator: ",")
        let isLocal =
            url.option("hostaddr") == nil && url.option("service") == nil && environment["PGSERVICE"] == nil
            && environment["PGHOSTADDR"] == nil && hosts.allSatisfy { Self.isOfThisMachine(String($0)) }
        let mode = url.option("sslmode") ?? environment["PGSSLMODE"] ?? "prefer"
        if mode == "verify-full" {
            return DoctorCheck(id: id, status: .ok, summary: "TLS, and Postgres proves its name (verify-full)")
        }
        if isLocal { return DoctorCheck(id: id, status: .ok, summary: "Postgres is on this machine") }
        return DoctorCheck(
            id: id,
            status: .failed,
            summary: "sslmode is \(mode): whoever stands between could read and change everything",
            remedy: "add sslmode=verify-full and sslrootcert=FILE to database.url"
        )
    }

    /// Whether libpq stays on this machine for a host: the path of a socket, an abstract one, or an address. A name may lead
    /// anywhere, and a service's host stands in a file that is read where the server runs.
    private static func isOfThisMachine(_ host: String) -> Bool {
        if host.hasPrefix("/") || host.hasPrefix("@") || host == "localhost" { return true }
        // 127.0.0.0/8 and ::1.
        var (version4, version6) = (in_addr(), in6_addr())
        if inet_pton(AF_INET, host, &version4) == 1 { return UInt32(bigEndian: version4.s_addr) >> 24 == 127 }
        return inet_pton(AF_INET6, host, &version6) == 1 && host == "::1"
    }

    private static func checkRowSecurity(through pool: ConnectionPool) async -> DoctorCheck {
        let id = DoctorCheckID.rowSecurity
        do {
            let rights = try await pool.withConnection(deadline: .now + Self.patience) { try await LoginRights(of: $0) }
            return DoctorCheck(
                id: id,
                status: rights.mayBypassRowSecurity ? .failed : .ok,
                summary: rights.mayBypassRowSecurity
                    ? "the login can bypass row-level security, which keeps tenants apart"
                    : "the login cannot bypass row-level security",
                remedy: rights.mayBypassRowSecurity
                    ? "use a login that is neither superuser nor BYPASSRLS; see deploy/README.md" : nil
            )
        } catch {
            return DoctorCheck(
                id: id,
                status: .failed,
                summary: "the login's rights cannot be read: \(error)",
                remedy: "see the check database"
            )
        }
    }

    /// An environment is seen by every process of the user and by whoever looks at the unit; credentials are not.
    private func checkSecretOrigins(environment: [String: String]) -> DoctorCheck {
        let id = DoctorCheckID.secretOrigins
        let directory = environment["CREDENTIALS_DIRECTORY"].flatMap { $0.isEmpty ? nil : $0 } ?? "/run/credentials"
        var plain: [String] = []
        for (key, origin) in self.configuration.origins.sorted(by: { $0.key < $1.key }) {
            guard self.configuration.shownValues[key] == "***", case .environment(let name) = origin else { continue }
            plain.append("\(key) comes from the variable \(name)")
        }
        if !self.configuration.keyringFile.hasPrefix(directory) {
            plain.append("the key ring is the file \(self.configuration.keyringFile)")
        }
        guard !plain.isEmpty else {
            return DoctorCheck(id: id, status: .ok, summary: "keys and passwords come as systemd credentials")
        }
        return DoctorCheck(
            id: id,
            status: .warning,
            summary: plain.joined(separator: "; "),
            remedy: "give them as credentials: LoadCredentialEncrypted= in the unit; see deploy/README.md"
        )
    }

    /// A browser sends the cookie of a login over https alone.
    private func checkConsole() -> DoctorCheck {
        let id = DoctorCheckID.adminHTTPS
        guard let url = self.configuration.adminPublicURL else {
            let isUsed = self.configuration.openIDConnect != nil
            return DoctorCheck(
                id: id,
                status: isUsed ? .failed : .ok,
                summary: isUsed ? "people sign in, and admin.publicUrl is not set" : "nobody signs in with a browser",
                remedy: isUsed ? "set admin.publicUrl (HOOKSWITCH_ADMIN_PUBLIC_URL) to https://HOST" : nil
            )
        }
        let isSecure = url.scheme == "https"
        return DoctorCheck(
            id: id,
            status: isSecure ? .ok : .failed,
            summary: isSecure ? "browsers come by \(url.text)" : "cookie needs HTTPS: admin.publicUrl is \(url.text)",
            remedy: isSecure ? nil : "set admin.publicUrl to https://…, behind a proxy that speaks TLS"
        )
    }
}
