import FoundationEssentials

/// Where the programs of one Postgres version are.
struct ServerBinaries: Sendable {
    /// Where Debian keeps a directory for each major version.
    static let debianDirectory = "/usr/lib/postgresql"
    /// The version that Debian 12 has and that the tests run on.
    static let debianPackage = "postgresql-15"

    let directory: String

    /// Finds the programs: those of a wanted major version, else the newest of Debian's, else those on the `PATH`.
    ///
    /// - Throws: ``PostgresError/Kind/privateServer`` naming the package to install.
    static func find(
        majorVersion: Int? = nil,
        in parent: String = Self.debianDirectory,
        path: String = ProcessInfo.processInfo.environment["PATH"] ?? ""
    ) throws(PostgresError) -> ServerBinaries {
        let versions = Self.versions(in: parent)
        if let version = majorVersion ?? versions.max(), versions.contains(version) {
            return ServerBinaries(directory: "\(parent)/\(version)/bin")
        }
        for directory in path.split(separator: ":") {
            let binaries = ServerBinaries(directory: String(directory))
            if binaries.areThere { return binaries }
        }
        let package = majorVersion.map { "postgresql-\($0)" } ?? self.debianPackage
        throw PostgresError(
            .privateServer,
            "no Postgres server was found; install it with: apt-get install \(package)"
        )
    }

    private static func versions(in parent: String) -> [Int] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: parent)
                .compactMap { Int($0) }
                .filter { ServerBinaries(directory: "\(parent)/\($0)/bin").areThere }
        } catch {
            // Not a Debian, or none installed: the search goes on in the `PATH`.
            return []
        }
    }

    private var areThere: Bool {
        ["postgres", "initdb", "pg_ctl"].allSatisfy { FileManager.default.isExecutableFile(atPath: self.path($0)) }
    }

    /// The path of a program.
    func path(_ program: String) -> String {
        "\(self.directory)/\(program)"
    }
}
