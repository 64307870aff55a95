import FoundationEssentials
import Glibc
public import Logging
import Synchronization
import SystemPackage

extension PrivateServer {
    /// A server that lives and dies with this process: what a claim's descriptor and its layout are.
    private struct Ephemeral {
        let lock: Int32
        let layout: ServerLayout
    }

    static let ephemeralPrefix = "hookswitch-ephemeral-"
    /// What a directory is called until it is locked.
    private static let draftPrefix = "hookswitch-draft-"
    static let ephemeralParent = "/tmp"
    /// How often a directory is tried for.
    private static let claimCount = 5

    private static let ephemerals = Mutex<[Ephemeral]>([])

    /// Starts a server in a new directory. Both are gone when this process ends; what an earlier process left behind
    /// because it was killed is removed first. For tests: nothing is forced to disk.
    public static func ephemeral(
        configuration: PrivateServerConfiguration? = nil,
        logger: Logger
    ) async throws(PostgresError) -> PrivateServer {
        var configuration = configuration ?? PrivateServerConfiguration()
        configuration.durability = .none
        let (directory, lock) = try await DedicatedThread.run { () throws(PostgresError) -> (String, Int32) in
            Self.sweep()
            return try Self.claim()
        }
        let server = try await PrivateServer(directory: directory, configuration: configuration, logger: logger)
        let isFirst = Self.ephemerals.withLock { ephemerals in
            ephemerals.append(Ephemeral(lock: lock, layout: server.layout))
            return ephemerals.count == 1
        }
        if isFirst { atexit { PrivateServer.endEphemerals() } }
        try await server.start()
        return server
    }

    /// Makes a directory and holds a lock in it for as long as this process lives.
    ///
    /// It has the name that a sweep looks for only when it is locked: one that came between the two took it for left behind.
    private static func claim() throws(PostgresError) -> (String, Int32) {
        var directory = ""
        for _ in 0..<Self.claimCount {
            let name = "\(getpid())-\(UInt32.random(in: 0 ... .max))"
            let draft = "\(Self.ephemeralParent)/\(Self.draftPrefix)\(name)"
            directory = "\(Self.ephemeralParent)/\(Self.ephemeralPrefix)\(name)"
            guard mkdir(draft, 0o755) == 0, let lock = Self.lock(draft) else { continue }
            if rename(draft, directory) == 0 { return (directory, lock) }
            close(lock)
        }
        throw PostgresError(.privateServer, "the directory \(directory) cannot be made")
    }

    private static func lock(_ directory: String) -> Int32? {
        let descriptor = open("\(directory)/lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { return nil }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
        return descriptor
    }

    /// Ends and removes the servers of processes that were killed: those whose lock nobody holds.
    private static func sweep() {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: Self.ephemeralParent)
        } catch {
            return
        }
        for name in names where name.hasPrefix(Self.ephemeralPrefix) {
            let directory = "\(Self.ephemeralParent)/\(name)"
            guard let status = try? Stat(directory, followTargetSymlink: false), status.type == .directory,
                status.userID.rawValue == geteuid(),
                let lock = Self.lock(directory)
            else { continue }
            Self.end(directory)
            close(lock)
        }
    }

    private static func endEphemerals() {
        for ephemeral in self.ephemerals.withLock({ $0 }) { Self.end(ephemeral.layout.root) }
    }

    /// Ends a server as though it crashed, and removes its directory; nobody wants its data.
    private static func end(_ directory: String) {
        Postmaster.end(data: "\(directory)/data", signal: SIGQUIT, until: .now + .seconds(5))
        do {
            try FileManager.default.removeItem(atPath: directory)
        } catch {
            // The next sweep tries again.
        }
    }
}
