/// The directories in which a user's programs keep their files.
enum UserDirectory {
    /// Finds one.
    ///
    /// - Parameters:
    ///   - variable: The variable of the XDG Base Directory specification; a relative path in it is ignored, as it says.
    ///   - standard: Where it is below the home directory otherwise.
    /// - Returns: An absolute path; `nil` if there is no home directory either.
    static func path(_ variable: String, else standard: String, environment: [String: String]) -> String? {
        if let path = environment[variable], path.hasPrefix("/") { return path }
        guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
        return home + "/" + standard
    }
}
