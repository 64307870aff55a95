import Hookswitch

/// Looks at how well systemd shuts the unit in, where there is systemd.
struct UnitCheckup: Sendable {
    /// What the unit that we ship reaches is 1.2; from here on somebody has opened it.
    private static let maximumExposure = 3.0
    private static let program = "/usr/bin/systemd-analyze"

    /// What is found; nothing on a machine without systemd.
    func checks() -> [DoctorCheck] {
        guard SystemdProgram.isThere(Self.program) else { return [] }
        let text = SystemdProgram.output(of: Self.program, ["security", "--no-pager", SystemdProgram.unit])
        return [text.map(Self.check) ?? Self.unknown]
    }

    /// Reads what systemd-analyze says.
    static func check(of text: String) -> DoctorCheck {
        let line = text.split(separator: "\n").last { $0.contains("Overall exposure level") }
        let words = line?.split(separator: ":").last?.split(separator: " ") ?? []
        guard let exposure = words.first.flatMap({ Double($0) }) else { return Self.unknown }
        let isOpen = exposure > Self.maximumExposure
        return DoctorCheck(
            id: .unit,
            status: isOpen ? .warning : .ok,
            summary: "\(SystemdProgram.unit) has exposure \(exposure)",
            remedy: isOpen
                ? "systemd-analyze security \(SystemdProgram.unit); compare with deploy/systemd/\(SystemdProgram.unit)"
                : nil
        )
    }

    private static let unknown = DoctorCheck(
        id: .unit,
        status: .warning,
        summary: "systemd does not tell how \(SystemdProgram.unit) is shut in: perhaps it is not installed",
        remedy: "see \"systemd\" in deploy/README.md"
    )
}
