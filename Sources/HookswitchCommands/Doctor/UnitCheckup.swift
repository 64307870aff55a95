import Foundation
import Hookswitch

/// Looks at how well systemd shuts the unit in, where there is systemd.
struct UnitCheckup: Sendable {
    /// The unit's name, as deploy/systemd has it.
    private static let unit = "hookswitch.service"
    /// What the unit that we ship reaches is 1.2; from here on somebody has opened it.
    private static let maximumExposure = 3.0
    private static let program = "/usr/bin/systemd-analyze"

    /// What is found; nothing on a machine without systemd.
    func checks() -> [DoctorCheck] {
        guard FileManager.default.isExecutableFile(atPath: Self.program) else { return [] }
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: Self.program)
        process.arguments = ["security", "--no-pager", Self.unit]
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        let text: String
        do {
            try process.run()
            text = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
            process.waitUntilExit()
        } catch {
            return [Self.unknown]
        }
        return [Self.check(of: text)]
    }

    /// Reads what systemd-analyze says.
    static func check(of text: String) -> DoctorCheck {
        let line = text.split(separator: "\n").last { $0.contains("Overall exposure level") }
        let words = line?.split(separator: ":").last?.split(separator: " ") ?? []
        guard let exposure = words.first.flatMap({ Double($0) }) else { return Self.unknown }
        let isOpen = exposure > Self.maximumExposure
        return DoctorCheck(
            id: "unit",
            status: isOpen ? .warning : .ok,
            summary: "\(Self.unit) has exposure \(exposure)",
            remedy: isOpen ? "systemd-analyze security \(Self.unit); compare with deploy/systemd/\(Self.unit)" : nil
        )
    }

    private static let unknown = DoctorCheck(
        id: "unit",
        status: .warning,
        summary: "systemd does not tell how \(Self.unit) is shut in: perhaps it is not installed",
        remedy: "see \"systemd\" in deploy/README.md"
    )
}
