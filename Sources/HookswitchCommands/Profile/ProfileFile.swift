import Hookswitch

/// What the profile file says: `$XDG_CONFIG_HOME/hookswitch/config.yaml`.
struct ProfileFile: Hashable, Sendable {
    /// The profile that is used unless another is named.
    var current: String?
    /// The profiles by name.
    var profiles: [String: Profile] = [:]

    /// Finds a profile that somebody named.
    ///
    /// - Throws: A ``CommandFailure`` of usage that names the profiles there are.
    func profile(named name: String) throws(CommandFailure) -> Profile {
        if let profile = self.profiles[name] { return profile }
        let names = self.profiles.keys.sorted()
        let hint = NearestWord.find(name, among: names).map { " Did you mean \"\($0)\"?" } ?? ""
        throw CommandFailure(
            .usage,
            code: "profile",
            "there is no profile \"\(name)\".\(hint)",
            why: names.isEmpty ? [] : ["there are: " + names.joined(separator: ", ")],
            fix: "hookswitch login --profile \(name)"
        )
    }
}
