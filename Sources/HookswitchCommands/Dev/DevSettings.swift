import Foundation
import Hookswitch

/// The settings of a development server: what the development directory fixes, and for the rest the environment and the
/// directory's own file. What is installed on this machine is not asked.
struct DevSettings: Sendable {
    /// Where everything is kept.
    let directory: DevDirectory
    /// The private Postgres.
    let database: DevDatabase
    /// Where to listen, and where the simulator is.
    let places: DevPlaces

    /// Where a server listens by the environment; `hookswitch dev` takes the usual ports, or others where those are taken.
    private static let listeners = [
        "HOOKSWITCH_CALLS_LISTEN", "HOOKSWITCH_ADMIN_LISTEN", "HOOKSWITCH_OPERATIONS_LISTEN",
    ]

    /// Refuses what would not be heeded.
    ///
    /// - Throws: A ``CommandFailure`` of usage that names the variables.
    static func refuseListeners(in environment: [String: String]) throws(CommandFailure) {
        let set = Self.listeners.filter { environment[$0].map { !$0.isEmpty } ?? false }
        guard !set.isEmpty else { return }
        throw CommandFailure(
            .usage,
            code: "dev_listen",
            "`hookswitch dev` chooses its ports itself",
            why: ["it does not heed " + set.joined(separator: ", ")],
            fix:
                "unset \(set.joined(separator: " "))    (it prints its ports; `hookswitch serve` listens where you say)"
        )
    }

    /// Reads the settings.
    ///
    /// - Throws: A ``CommandFailure`` if a variable of the environment cannot be used.
    func configuration() throws(CommandFailure) -> Configuration {
        let simulator = "127.0.0.1:\(self.places.simulatorPort)"
        let overrides = [
            "environment": "development",
            "database.url": self.database.url,
            "calls.listen": "127.0.0.1:\(self.places.callsPort)",
            "admin.listen": "127.0.0.1:\(self.places.adminPort)",
            "operations.listen": "127.0.0.1:\(self.places.operationsPort)",
            "public.url": self.places.callsURL,
            "keyring.file": self.directory.keyRing,
            "spool.directory": self.directory.spool,
            "entra.authority": self.places.simulatorURL,
            "trust.rootsFile": self.directory.simulatorAuthority,
            "egress.allow": simulator,
        ]
        do {
            return try Configuration.load(
                overrides: overrides,
                environment: self.environment,
                configFile: self.directory.settings
            )
        } catch {
            throw CommandFailure(configuration: error)
        }
    }

    /// The environment without what belongs to a real installation, and without the demo's own variable.
    private var environment: [String: String] {
        let foreign = ["HOOKSWITCH_CONFIG", "CREDENTIALS_DIRECTORY", DevDemo.secretVariable]
        return ProcessInfo.processInfo.environment.filter { !foreign.contains($0.key) }
    }
}
