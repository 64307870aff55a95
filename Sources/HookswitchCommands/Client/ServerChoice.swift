import Routing

/// Which server is asked, and with which token: flags before the environment before a profile.
struct ServerChoice: Sendable {
    /// What a command line says about it.
    struct Flags: Hashable, Sendable {
        var url: String?
        var tokenFile: String?
        var profile: String?
    }

    /// Where the server is.
    let address: AdminAddress
    /// What it is shown.
    let token: AdminToken

    /// Chooses.
    ///
    /// A profile is named by `--profile`, which is a flag and so comes before the environment, or by
    /// `HOOKSWITCH_PROFILE`; the current one counts only where neither flags nor environment bring a token, so that a
    /// token meant for one server is not sent to another. For the same reason a profile's token is used at the
    /// profile's own address only.
    ///
    /// - Parameter profiles: Reads the file of profiles; asked only if it is needed.
    /// - Throws: A ``CommandFailure`` of usage or authentication that says what is missing.
    init(
        flags: Flags,
        environment: [String: String],
        profiles: () throws(CommandFailure) -> ProfileFile
    ) throws(CommandFailure) {
        let variable = { (name: String) in environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        let isNamedByFlag = flags.profile != nil
        let url = flags.url ?? (isNamedByFlag ? nil : variable("HOOKSWITCH_URL"))
        let hasToken = flags.tokenFile != nil || !isNamedByFlag && variable("HOOKSWITCH_TOKEN") != nil

        var profile: Profile?
        var profileName = ""
        if let name = flags.profile ?? variable("HOOKSWITCH_PROFILE") {
            profile = try profiles().profile(named: name)
            profileName = name
        } else if !hasToken {
            let file = try profiles()
            profile = file.current.flatMap { file.profiles[$0] }
            profileName = file.current ?? ""
        }

        self.address = try AdminAddress(parsing: url ?? profile?.url ?? AdminAddress.standard)
        guard !hasToken, let profile, let credential = profile.credential else {
            let variables = isNamedByFlag ? [:] : environment
            self.token = try AdminToken(file: flags.tokenFile, environment: variables)
            return
        }
        guard self.address == (try AdminAddress(parsing: profile.url)) else {
            throw CommandFailure(
                .authentication,
                code: "token_missing",
                "no API token was given for \(self.address.text)",
                why: ["the token of the profile \"\(profileName)\" is for \(profile.url) alone"],
                fix: "give --token-file, or log in there: hookswitch login --profile NAME --url \(self.address.text)"
            )
        }
        switch credential {
        case .token(let token): self.token = try AdminToken(text: token.reveal())
        case .file(let file): self.token = try AdminToken(file: file, environment: [:])
        }
    }
}
