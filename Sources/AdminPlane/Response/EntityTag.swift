/// The strong entity tag of a tenant's document or an operator, RFC 9110: its version in quotes.
enum EntityTag {
    /// The tag of a version.
    static func of(_ version: Int32) -> String {
        "\"\(version)\""
    }
}
