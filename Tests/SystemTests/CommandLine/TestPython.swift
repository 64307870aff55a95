import Foundation

/// The Python that has what `Tests/Conformance/requirements.txt` pins.
enum TestPython {
    /// The package's root.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The one that the environment names, else that of the package's virtual environment, else the system's.
    static var path: String {
        let named = ProcessInfo.processInfo.environment["HOOKSWITCH_TEST_PYTHON"] ?? ""
        if !named.isEmpty { return named }
        let own = Self.root.appending(path: ".venv/bin/python").path
        return FileManager.default.isExecutableFile(atPath: own) ? own : "/usr/bin/python3"
    }
}
