/// The version of this program.
enum HookswitchVersion {
    /// By semver.org; the changelog has an entry of the same name.
    static let current = "0.1.0"
}
