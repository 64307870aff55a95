extension BaseURL {
    /// What stands between the authority and what is appended: empty, or a path that begins with a slash.
    var path: String {
        let rest = self.text.dropFirst(self.scheme.count + 3)
        return String(rest[rest.prefix { $0 != "/" }.endIndex...])
    }
}
