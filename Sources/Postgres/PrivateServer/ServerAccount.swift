import Glibc

/// The user that the server runs as. Postgres refuses to run as root, so root lends it another.
struct ServerAccount: Sendable, Hashable {
    /// Who may own the server, in order: the user of Debian's package, then the one that owns nothing.
    static let candidates = ["postgres", "nobody"]

    let userID: uid_t
    let groupID: gid_t
    /// Whether programs must be told to become this user.
    let isOther: Bool

    /// The current user, or for root one of the candidates. Looks into the user database, which can block.
    static func find() throws(PostgresError) -> ServerAccount {
        guard geteuid() == 0 else { return ServerAccount(userID: geteuid(), groupID: getegid(), isOther: false) }
        for name in self.candidates {
            var entry = passwd()
            var found: UnsafeMutablePointer<passwd>?
            // What `sysconf(_SC_GETPW_R_SIZE_MAX)` proposes is 1 KiB; entries are far smaller.
            var buffer = [CChar](repeating: 0, count: 16_384)
            guard getpwnam_r(name, &entry, &buffer, buffer.count, &found) == 0, found != nil else { continue }
            return ServerAccount(userID: entry.pw_uid, groupID: entry.pw_gid, isOther: true)
        }
        throw PostgresError(
            .privateServer,
            "Postgres refuses to run as root, and there is no user postgres or nobody to run it as"
        )
    }

    /// A command that runs as this user.
    func command(_ arguments: [String]) -> [String] {
        guard self.isOther else { return arguments }
        // From util-linux, which every Debian has.
        return ["/usr/bin/setpriv", "--reuid=\(self.userID)", "--regid=\(self.groupID)", "--clear-groups", "--"]
            + arguments
    }
}
