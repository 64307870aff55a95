import FoundationEssentials
import Glibc
import Logging

extension PrivateServer {
    /// Making a cluster takes about two seconds here; a slow disk may need far more.
    static let initializeTimeout: Duration = .seconds(120)
    static let stopTimeout: Duration = .seconds(30)

    /// - Returns: Whether the server was started now.
    func startBlocking() throws(PostgresError) -> Bool {
        let binaries = try self.initialize()
        if Postmaster.processID(data: self.layout.data) != nil {
            try self.awaitReady()
            return false
        }
        Postmaster.removeStaleFiles(data: self.layout.data, socketDirectory: self.layout.socketDirectory)
        try self.writeConfiguration()
        let seconds = self.configuration.startTimeout.components.seconds
        let outcome = try self.run(
            [
                binaries.path("pg_ctl"), "start", "--wait", "--timeout=\(seconds)", "--pgdata=\(self.layout.data)",
                "--log=\(self.layout.log)", "--options=-c config_file=\(Self.shellQuoted(self.layout.configuration))",
            ],
            timeout: self.configuration.startTimeout + .seconds(5)
        )
        if outcome.code == 0 { return true }
        // Another process of ours may have been faster.
        guard Postmaster.processID(data: self.layout.data) != nil else {
            throw PostgresError(.privateServer, "the private server did not start; its log is \(self.layout.log)")
        }
        try self.awaitReady()
        return false
    }

    func stopBlocking(_ mode: StopMode) throws(PostgresError) {
        guard Postmaster.processID(data: self.layout.data) != nil else { return }
        let binaries = try self.binaries()
        let outcome = try self.run(
            [
                binaries.path("pg_ctl"), "stop", "--wait", "--timeout=\(Self.stopTimeout.components.seconds)",
                "--mode=\(mode.rawValue)", "--pgdata=\(self.layout.data)",
            ],
            timeout: Self.stopTimeout + .seconds(5)
        )
        guard outcome.code == 0 || Postmaster.processID(data: self.layout.data) == nil else {
            throw PostgresError(.privateServer, "the private server did not stop; its log is \(self.layout.log)")
        }
    }

    /// The programs of the version that the cluster was made with.
    private func binaries() throws(PostgresError) -> ServerBinaries {
        let version = FileManager.default.contents(atPath: "\(self.layout.data)/PG_VERSION")
            .flatMap { Int(String(decoding: $0.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)) }
        return try ServerBinaries.find(majorVersion: version)
    }

    /// Makes the cluster if there is none, aside and then moved, so that one half made is never taken for one.
    private func initialize() throws(PostgresError) -> ServerBinaries {
        let binaries = try self.binaries()
        guard !FileManager.default.fileExists(atPath: "\(self.layout.data)/PG_VERSION") else { return binaries }
        var arguments = [
            binaries.path("initdb"), "--pgdata=\(self.layout.data)/new", "--username=\(Self.userName)", "--auth=trust",
            "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums", "--no-instructions",
        ]
        if self.configuration.durability == .none { arguments.append("--no-sync") }
        let aside = "\(self.layout.root)/data.new"
        for leftover in ["\(self.layout.data)/new", aside] { try Self.remove(leftover) }
        let outcome = try self.run(arguments, timeout: Self.initializeTimeout)
        guard outcome.code == 0 else {
            var error = PostgresError(.privateServer, "initdb could not make the private server's cluster")
            error.serverMessage = outcome.output
            throw error
        }
        // The directory's own place is taken by the finished one: `rename` replaces an empty directory at one stroke.
        guard rename("\(self.layout.data)/new", aside) == 0, rename(aside, self.layout.data) == 0 else {
            throw PostgresError(.privateServer, "the private server's cluster cannot be moved into place")
        }
        return binaries
    }

    /// Waits until a server that someone else started takes connections.
    private func awaitReady() throws(PostgresError) {
        let deadline = ContinuousClock.Instant.now + self.configuration.startTimeout
        while true {
            do throws(PostgresError) {
                return try self.runBlocking(script: "SELECT 1", database: "postgres")
            } catch {
                guard deadline > .now else { throw error }
                usleep(50_000)
            }
        }
    }

    /// Runs a program as the server's account.
    private func run(_ arguments: [String], timeout: Duration) throws(PostgresError) -> ChildProcess.Outcome {
        let outcome = try ChildProcess.run(self.account.command(arguments), until: .now + timeout)
        if outcome.code != 0 {
            self.logger.debug("a program of Postgres failed", metadata: ["output": "\(outcome.output)"])
        }
        return outcome
    }

    private static func remove(_ path: String) throws(PostgresError) {
        guard FileManager.default.fileExists(atPath: path) else { return }
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            throw PostgresError(.privateServer, "\(path) cannot be removed")
        }
    }

    /// Quotes text for the shell that `pg_ctl` starts the server with.
    private static func shellQuoted(_ text: String) -> String {
        "'\(text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''"))'"
    }
}
