import Hookswitch

extension CommandFailure {
    /// How a token is made, by either of the two who can.
    private static let tokenMakers =
        "ask a server: `hookswitch login`, or set HOOKSWITCH_TOKEN, or give --token-file or --profile;"
        + " or, beside the database, set HOOKSWITCH_DATABASE_URL or give --config, with --database"

    /// Nobody is known who could make a token: no server's token, and no database.
    ///
    /// - Returns: `nil` if the configuration has a database, and something else is wrong with it.
    init?(noTokenMaker error: ConfigurationError) {
        guard error.problems.contains(where: { $0.key == "database.url" && $0.origin == nil }) else { return nil }
        self.init(
            .authentication,
            code: "token_missing",
            "nobody is known who could make the token",
            why: ["no token for a server was given, and no database is configured"],
            fix: Self.tokenMakers
        )
    }

    /// The failure, with the other way to a token if the server did not take the one that it was shown.
    var namingBothTokenMakers: CommandFailure {
        guard self.status == .authentication else { return self }
        var failure = self
        let otherwise = "beside the database, without a server: `hookswitch token create --database …`"
        failure.problem.fix = [failure.problem.fix, otherwise].compactMap { $0 }.joined(separator: " Or, ")
        return failure
    }
}
