import Hookswitch

/// Looks whether systemd would end a server that hangs and start it again, where there is systemd.
struct WatchdogCheckup: Sendable {
    private static let program = "/usr/bin/systemctl"
    /// What systemctl is asked for.
    private static let properties = ["LoadState", "WatchdogUSec", "Restart"]
    /// How systemctl writes that there is no watchdog.
    private static let off: Set<String> = ["", "0", "infinity"]
    /// When systemd starts a service again whose watchdog has ended it (systemd.service(5), "Restart=").
    private static let restarts: Set<String> = ["always", "on-failure", "on-abnormal", "on-watchdog"]

    /// What is found; nothing on a machine without systemd.
    func checks() -> [DoctorCheck] {
        guard SystemdProgram.isThere(Self.program) else { return [] }
        let asked = Self.properties.map { "--property=\($0)" }
        let text = SystemdProgram.output(of: Self.program, ["show", "--no-pager"] + asked + [SystemdProgram.unit])
        return [Self.check(of: text ?? "")]
    }

    /// Reads what systemctl says: a property a line, `WatchdogUSec=20s`.
    static func check(of text: String) -> DoctorCheck {
        var found: [String: String] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if let name = parts.first, parts.count == 2 { found[String(name)] = String(parts[1]) }
        }
        let unit = SystemdProgram.unit
        guard found["LoadState"] == "loaded" else {
            return Self.warning("systemd does not tell of \(unit): perhaps it is not installed")
        }
        let time = found["WatchdogUSec", default: ""]
        guard !Self.off.contains(time) else {
            return Self.warning("\(unit) has no watchdog: nobody ends a server that hangs")
        }
        let restart = found["Restart", default: ""]
        guard Self.restarts.contains(restart) else {
            return Self.warning("\(unit) has a watchdog and Restart=\(restart): nobody starts a server again that hung")
        }
        return DoctorCheck(id: .watchdog, status: .ok, summary: "\(unit) has a watchdog of \(time)")
    }

    private static func warning(_ summary: String) -> DoctorCheck {
        DoctorCheck(
            id: .watchdog,
            status: .warning,
            summary: summary,
            remedy: "install deploy/systemd/\(SystemdProgram.unit), or keep its Type=notify, WatchdogSec= and Restart="
        )
    }
}
