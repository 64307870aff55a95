import Foundation

/// A program of systemd's that tells something of our unit.
enum SystemdProgram {
    /// The unit's name, as deploy/systemd has it.
    static let unit = "hookswitch.service"

    /// Whether this machine has it.
    static func isThere(_ program: String) -> Bool {
        FileManager.default.isExecutableFile(atPath: program)
    }

    /// What it prints, whatever its exit code; `nil` if it cannot be started.
    static func output(of program: String, _ arguments: [String]) -> String? {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        do {
            try process.run()
            let text = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
            process.waitUntilExit()
            return text
        } catch {
            return nil
        }
    }
}
