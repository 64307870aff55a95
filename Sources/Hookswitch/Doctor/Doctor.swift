import Dynamics
import Foundation
import Logging
public import NIOCore
import Postgres
import SystemPackage

/// Looks at everything that a server needs, one thing after the other, and says of each how it stands and how to mend it.
/// It works without a running server.
public struct Doctor: Sendable {
    let configuration: Configuration

    /// How long one look may take.
    static let patience = Duration.seconds(5)
    /// As many tenants' keys are opened: the wrong key ring opens none, and a fleet of thousands is not read for that.
    static let maximumKeyCount = 100
    /// A clock that is further off makes times in the audit doubtful, and at five minutes Entra refuses assertions.
    private static let maximumClockOffset = 2.0

    /// Makes a doctor for a configuration that was read without fault.
    public init(configuration: Configuration) {
        self.configuration = configuration
    }

    /// Looks at everything.
    ///
    /// - Parameters:
    ///   - isServing: Whether this very server runs, and so holds the spool itself.
    ///   - isProduction: Whether the public URL must be as customers' calls need it, whatever the environment.
    public func check(
        eventLoopGroup: any EventLoopGroup,
        isServing: Bool,
        isProduction: Bool = false
    ) async -> [DoctorCheck] {
        let count = self.configuration.origins.values.count { $0 != .default }
        let settings =
            "\(self.configuration.environment.rawValue), \(count == 1 ? "1 setting" : "\(count) settings") set"
        var checks = [DoctorCheck(id: .configuration, status: .ok, summary: settings)]
        checks += self.checkProxies()
        checks += await self.checkDatabase()
        checks.append(self.checkKeyRing())
        checks.append(self.checkSpool(isServing: isServing))
        checks += await self.checkUpstream(
            eventLoopGroup: eventLoopGroup,
            isServing: isServing,
            isProduction: isProduction
        )
        return checks
    }

    /// Who comes by a public URL comes through a proxy. Unless it is believed, all people are one source: ten wrong tokens of
    /// anybody's keep everybody from signing in.
    func checkProxies() -> [DoctorCheck] {
        guard let url = self.configuration.adminPublicURL, url.scheme == "https" else { return [] }
        guard self.configuration.adminTrustedProxies.isEmpty else {
            return [DoctorCheck(id: .proxies, status: .ok, summary: "the admin API's proxies are named")]
        }
        return [
            DoctorCheck(
                id: .proxies,
                status: .warning,
                summary: "admin.publicUrl is set and admin.trustedProxies is not: everybody counts as the proxy",
                remedy: "name the proxy's addresses in admin.trustedProxies (HOOKSWITCH_ADMIN_TRUSTED_PROXIES)"
            )
        ]
    }

    private func checkDatabase() async -> [DoctorCheck] {
        let logger = Logger(label: "doctor") { _ in SwiftLogNoOpLogHandler() }
        do {
            let url = try Foundations.databaseURL(self.configuration)
            let pool = Foundations.pool(self.configuration, url: url, logger: logger)
            let checks = await self.checkDatabase(through: pool)
            await pool.shutdown()
            return checks
        } catch {
            return [DoctorCheck(id: .database, status: .failed, summary: error.reason, remedy: error.remedy)]
        }
    }

    static func checkClock(offset: Double) -> DoctorCheck {
        let isFar = abs(offset) > Self.maximumClockOffset
        let shown = offset.formatted(.number.precision(.fractionLength(2)))
        return DoctorCheck(
            id: .clock,
            status: isFar ? .warning : .ok,
            summary: "the database's clock is \(shown) s from ours",
            remedy: isFar ? "synchronise both machines' clocks" : nil
        )
    }

    private func checkKeyRing() -> DoctorCheck {
        do {
            let keyRing = try Foundations.keyRing(self.configuration)
            return DoctorCheck(id: .keyRing, status: .ok, summary: "\(keyRing)")
        } catch {
            return DoctorCheck(id: .keyRing, status: .failed, summary: error.reason, remedy: error.remedy)
        }
    }

    private func checkSpool(isServing: Bool) -> DoctorCheck {
        let directory = self.configuration.spool.directory
        guard (try? Stat(directory))?.type == .directory else {
            let remedy = "the server makes it at its start if its parent is there and writable"
            return DoctorCheck(id: .spool, status: .warning, summary: "\(directory) is not there yet", remedy: remedy)
        }
        guard access(directory, W_OK) == 0 else {
            let remedy = "give it to the server's own user"
            return DoctorCheck(id: .spool, status: .failed, summary: "\(directory) cannot be written", remedy: remedy)
        }
        let summary = isServing ? "in use by this server" : "writable"
        let count = SpoolQuarantine.fileCount(inSpool: directory)
        guard count > 0 else { return DoctorCheck(id: .spool, status: .ok, summary: summary) }
        return DoctorCheck(
            id: .spool,
            status: .warning,
            summary: "\(summary); \(count == 1 ? "1 file" : "\(count) files") in corrupt/ could not be shipped",
            remedy: "see \"Decisions that are missing\" in deploy/README.md, and move them away"
        )
    }

    private func checkUpstream(
        eventLoopGroup: any EventLoopGroup,
        isServing: Bool,
        isProduction: Bool
    ) async -> [DoctorCheck] {
        let logger = Logger(label: "doctor") { _ in SwiftLogNoOpLogHandler() }
        do {
            let egress = try Foundations.egress(self.configuration)
            let authority = try Foundations.authority(self.configuration, egress: egress)
            let upstream = try Foundations.upstream(self.configuration, eventLoopGroup: eventLoopGroup, logger: logger)
            let failure = await upstream.reach(authority, deadline: .now + Self.patience)
            let publicURL = await self.checkPublicURL(
                through: upstream,
                isServing: isServing,
                isProduction: isProduction
            )
            await upstream.shutdown()
            guard let failure else {
                return [DoctorCheck(id: .upstream, status: .ok, summary: "\(authority) answers")] + publicURL
            }
            let check = DoctorCheck(
                id: .upstream,
                status: .failed,
                summary: "\(authority) cannot be reached: \(failure)",
                remedy: "open outgoing HTTPS to it; behind a TLS-inspecting proxy name its CA in trust.rootsFile"
            )
            return [check] + publicURL
        } catch {
            return [DoctorCheck(id: .upstream, status: .failed, summary: error.reason, remedy: error.remedy)]
        }
    }
}
