import Foundation

/// The files of the demonstration: a tenant and the Dynamics 365 that it is a customer of.
struct DevDemo: Sendable {
    /// Where the tenant's document says that Dynamics is; the simulator listens there unless the port is taken.
    static let simulatorPort: UInt16 = 18_443
    /// Where the simulator is asked for faults unless the port is taken.
    static let controlPort: UInt16 = 18_444
    /// The secret that the scenario gives the demo's application. It is no secret: it opens a simulator.
    static let secretVariable = "HOOKSWITCH_DEMO_SECRET"

    /// The directory that holds them.
    let path: String

    /// Finds the files: in the directory that was named, else in `deploy/demo` here or above the program, as in a
    /// clone, else where a package puts them.
    ///
    /// - Throws: A ``CommandFailure`` if they are nowhere.
    init(named name: String?, executable: String) throws(CommandFailure) {
        var candidates: [String] = []
        if let name {
            candidates = [name]
        } else {
            candidates.append("deploy/demo")
            var directory = URL(fileURLWithPath: executable).resolvingSymlinksInPath().deletingLastPathComponent()
            candidates.append(directory.path + "/../share/hookswitch/demo")
            // A build directory is three levels below the clone.
            for _ in 0..<4 {
                candidates.append(directory.path + "/deploy/demo")
                directory = directory.deletingLastPathComponent()
            }
        }
        let found = candidates.first { FileManager.default.fileExists(atPath: $0 + "/tenant.yaml") }
        guard let found else {
            throw CommandFailure(
                .failed,
                code: "dev_demo",
                "the files of the demo tenant are not here",
                why: ["tenant.yaml and scenario.yaml were looked for in \(candidates[0])"],
                fix: "run it in a clone of Hookswitch, or name the directory: hookswitch dev --demo DIRECTORY"
            )
        }
        self.path = URL(fileURLWithPath: found).standardizedFileURL.path
    }

    /// What the simulator plays.
    var scenario: String { self.path + "/scenario.yaml" }
    /// The tenant's document.
    var tenant: String { self.path + "/tenant.yaml" }

    /// The tenant's document for a simulator on that port.
    func document(simulatorPort port: UInt16) throws(CommandFailure) -> String {
        try InputFile(path: self.tenant).text()
            .replacingOccurrences(of: "127.0.0.1:\(Self.simulatorPort)", with: "127.0.0.1:\(port)")
    }
}
