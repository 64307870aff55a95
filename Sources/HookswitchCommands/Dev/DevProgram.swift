import Foundation

/// This program, as others can start it.
enum DevProgram {
    /// The file that runs.
    static var executable: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
            ?? ProcessInfo.processInfo.arguments.first ?? "hookswitch"
    }

    /// How the program was typed, so that a command line that we print works when pasted.
    static var typed: String {
        // Foundation's own list begins with the resolved path instead.
        CommandLine.arguments.first ?? "hookswitch"
    }

    /// A program beside ours.
    static func sibling(_ name: String) -> String {
        URL(fileURLWithPath: Self.executable).deletingLastPathComponent().appendingPathComponent(name).path
    }

    /// A word as a shell reads it back.
    static func quoted(_ word: String) -> String {
        let plain = word.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "-_./:@%+,=".utf8.contains(byte)
            }
        }
        if plain, !word.isEmpty { return word }
        return "'" + word.replacingOccurrences(of: "'", with: "'\\''") + "'"
    }
}
