extension ProfileStore {
    /// The store of a command that cannot do without.
    ///
    /// - Throws: A ``CommandFailure`` if the environment names no place for it.
    static func required(environment: [String: String]) throws(CommandFailure) -> ProfileStore {
        if let store = ProfileStore(environment: environment) { return store }
        throw CommandFailure(
            .failed,
            code: "profile_file",
            "there is no place for profiles",
            why: ["neither XDG_CONFIG_HOME nor HOME is an absolute path"],
            fix: "set HOME, or use HOOKSWITCH_URL and HOOKSWITCH_TOKEN without a profile"
        )
    }
}
