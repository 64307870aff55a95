/// What records may be about, as a search names it.
enum AuditSubject {
    /// The kinds of things that have an identity or a name of their own; a record's subject is the kind, a space and the name.
    static let kinds = ["caller", "decision", "erasure", "operator", "tenant", "token", "webhook key"]

    /// The subjects that a text may mean: itself where it names its kind, such as `token 0195…`, else the thing of each kind.
    static func texts(for text: String) -> [String] {
        text.contains(" ") ? [text] : [text] + Self.kinds.map { "\($0) \(text)" }
    }
}
