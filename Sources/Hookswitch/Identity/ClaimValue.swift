/// A claim's value, as far as we read any.
enum ClaimValue: Decodable, Hashable, Sendable {
    /// A text.
    case text(String)
    /// A list of texts; it may be empty.
    case texts([String])
    /// A number.
    case number(Double)
    /// Anything else; that it is there is all that counts.
    case other

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if (try? container.decode(Bool.self)) != nil {
            self = .other
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let texts = try? container.decode([String].self) {
            self = .texts(texts)
        } else {
            self = .other
        }
    }
}
