/// Who makes a token: a server, as whoever asks it, or this command, straight in the installation's database.
///
/// What stood in scripts before there was a choice keeps its meaning: where `HOOKSWITCH_DATABASE_URL` or `--config` names
/// the database, the token is made there, whatever else is signed in.
enum TokenMaker: Hashable, Sendable {
    /// The server that the options, the environment or a profile name.
    case server
    /// The database, because somebody named it.
    case database
    /// The database that a configuration file may name, for want of a token: the first one is made so.
    case databaseIfConfigured

    /// Decides.
    ///
    /// - Parameters:
    ///   - flags: What the command line says of a server.
    ///   - namesDatabase: Whether it names the database: `--database`, `--config`.
    ///   - profiles: Reads the file of profiles; asked only if nothing else decides.
    /// - Throws: A ``CommandFailure`` of usage if both are named.
    init(
        flags: ServerChoice.Flags,
        namesDatabase: Bool,
        environment: [String: String],
        profiles: () throws(CommandFailure) -> ProfileFile
    ) throws(CommandFailure) {
        let hasVariable = { (name: String) in environment[name].map { !$0.isEmpty } ?? false }
        if flags != ServerChoice.Flags() {
            guard !namesDatabase else { throw Self.twoMakers }
            self = .server
        } else if namesDatabase || hasVariable("HOOKSWITCH_DATABASE_URL") {
            self = .database
        } else if hasVariable("HOOKSWITCH_TOKEN") || hasVariable("HOOKSWITCH_PROFILE") {
            self = .server
        } else {
            let file = try profiles()
            let isSignedIn = file.current.flatMap { file.profiles[$0]?.credential } != nil
            self = isSignedIn ? .server : .databaseIfConfigured
        }
    }

    private static var twoMakers: CommandFailure {
        CommandFailure(
            .usage,
            code: "usage",
            "a server and the database are both named, and one of them makes the token",
            why: ["--url, --token-file and --profile name a server; --database and --config name the database"],
            fix: "leave out the one or the other"
        )
    }
}
