import FoundationEssentials
import Glibc
import SystemPackage

/// Where the files of a private server are.
///
/// The root directory and the configuration are ours; what the server writes lies in three directories of its own
/// account, which nobody else can enter.
struct ServerLayout: Sendable {
    /// A socket's path must fit into 108 bytes (`sockaddr_un`); a directory longer than this leaves no room for its
    /// name.
    static let maximumSocketDirectoryLength = 90

    /// `pg_ctl` puts the log's path between double quotes into a shell command, and the socket's directory is an item
    /// of a list. So no `"`, `$`, `` ` ``, `\`, comma or control character.
    static let refusedBytes = Set("\"$`\\,".utf8).union(0..<32)

    let root: String
    let socketDirectory: String
    /// Whether the server's account could not use the directory that was asked for.
    let isElsewhere: Bool

    var data: String { "\(self.root)/data" }
    var logDirectory: String { "\(self.root)/log" }
    var log: String { "\(self.logDirectory)/postgres.log" }
    var configuration: String { "\(self.root)/postgres.conf" }

    /// Makes the directories, in the place asked for or, where the account cannot reach that, under `/var/tmp`.
    static func make(_ directory: String, for account: ServerAccount) throws(PostgresError) -> ServerLayout {
        let asked = Self.absolute(directory)
        guard !asked.utf8.contains(where: Self.refusedBytes.contains) else {
            throw PostgresError(
                .privateServer,
                "the directory of the private server has a character in its path that Postgres's programs cannot take"
            )
        }
        do throws(PostgresError) {
            return try Self(root: asked, hash: Self.hash(asked), isElsewhere: false, account)
        } catch {
            guard account.isOther else { throw error }
        }
        let hash = Self.hash(asked)
        return try Self(root: "/var/tmp/hookswitch-postgres-\(hash)", hash: hash, isElsewhere: true, account)
    }

    private init(root: String, hash: String, isElsewhere: Bool, _ account: ServerAccount) throws(PostgresError) {
        self.root = root
        self.isElsewhere = isElsewhere
        let inside = "\(root)/socket"
        self.socketDirectory =
            inside.utf8.count <= Self.maximumSocketDirectoryLength ? inside : "/tmp/hookswitch-socket-\(hash)"

        try Self.makeRoot(root)
        for path in [self.data, self.logDirectory, self.socketDirectory] {
            try Self.makeOwned(path, by: account)
        }
        guard try Self.canEnter(self.data, account) else {
            throw PostgresError(.privateServer, "the user of the private server cannot reach \(root)")
        }
    }

    /// Makes a directory of ours that others may pass through.
    private static func makeRoot(_ path: String) throws(PostgresError) {
        do {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o755]
            )
        } catch {
            throw PostgresError(.privateServer, "the directory \(path) cannot be made")
        }
        guard let status = Self.status(path), status.userID.rawValue == geteuid(),
            !status.permissions.contains(.otherWrite)
        else {
            throw PostgresError(.privateServer, "the directory \(path) is not ours, or anyone may write to it")
        }
    }

    /// Makes a directory of the account that nobody else can enter; refuses one that belongs to someone else.
    private static func makeOwned(_ path: String, by account: ServerAccount) throws(PostgresError) {
        if mkdir(path, 0o700) == 0 {
            guard lchown(path, account.userID, account.groupID) == 0 else {
                throw PostgresError(.privateServer, "the directory \(path) cannot be given to the private server")
            }
        }
        guard let status = Self.status(path), status.userID.rawValue == account.userID,
            status.permissions.isDisjoint(with: [.groupReadWriteExecute, .otherReadWriteExecute])
        else {
            throw PostgresError(.privateServer, "the directory \(path) does not belong to the private server")
        }
    }

    /// What is at a path, if it is a directory and no link to one.
    private static func status(_ path: String) -> Stat? {
        guard let status = try? Stat(path, followTargetSymlink: false), status.type == .directory else { return nil }
        return status
    }

    /// Asks as the account itself, which alone knows all that permissions can say.
    private static func canEnter(_ path: String, _ account: ServerAccount) throws(PostgresError) -> Bool {
        let outcome = try ChildProcess.run(
            account.command(["/usr/bin/test", "-x", path, "-a", "-w", path]),
            until: .now + .seconds(10)
        )
        return outcome.code == 0
    }

    private static func absolute(_ path: String) -> String {
        let full = path.hasPrefix("/") ? path : "\(FileManager.default.currentDirectoryPath)/\(path)"
        return URL(filePath: full).standardized.path
    }

    /// A short name for a path (FNV-1a, 64 bits): the same path finds the same place again.
    private static func hash(_ path: String) -> String {
        let hash = path.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return String(hash, radix: 36)
    }
}
