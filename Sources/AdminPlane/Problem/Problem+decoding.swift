import Hookswitch

extension Problem {
    /// What is wrong with a body that is not what the operation takes. It never shows what stood there instead.
    init(_ error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context):
            self.init(at: context.codingPath + [key], code: "missing_member", "it is required")
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            self.init(at: context.codingPath, code: "wrong_type", "\(Self.words(for: type)) is expected")
        case .dataCorrupted(let context):
            if let unknown = context.underlyingError as? UnknownMember {
                let expected = unknown.known.isEmpty ? "none" : unknown.known.joined(separator: ", ")
                // The name came from outside and may be anything; the pointer leads to it, the text does not repeat it.
                let detail = "there is no such member here; expected: \(expected)"
                self.init(at: context.codingPath, code: "unknown_member", detail)
            } else if context.underlyingError is NullMember {
                self.init(at: context.codingPath, code: "wrong_type", "it is not null; what is unknown is left out")
            } else if context.codingPath.isEmpty {
                self.init(.malformedRequest, "The body is not JSON.")
            } else {
                self.init(at: context.codingPath, code: "wrong_value", "the value cannot be read")
            }
        @unknown default:
            self.init(.malformedRequest, "The body cannot be read.")
        }
    }

    /// Members that a body has twice; never none.
    init(_ repeated: [RepeatedMember]) {
        let pointers = repeated.map(\.pointer).joined(separator: ", ")
        let issues = repeated.map { member in
            ProblemIssue(pointer: member.pointer, code: "repeated_member", detail: "it stands twice; leave one of them")
        }
        self.init(.invalidRequest, "The body has members twice: \(pointers).", issues: issues)
    }

    /// One thing that is wrong with a body.
    init(at path: [any CodingKey], code: String, _ detail: String) {
        let pointer = Self.pointer(to: path)
        let place = pointer.isEmpty ? "The body" : "The member \(pointer)"
        let issue = ProblemIssue(pointer: pointer, code: code, detail: detail)
        self.init(.invalidRequest, "\(place) cannot be used: \(detail).", issues: [issue])
    }

    /// The most characters of a member's name that are shown; no name of ours is longer.
    private static let maximumNameLength = 64

    /// RFC 6901: `~` and `/` in names are written `~0` and `~1`.
    private static func pointer(to path: [any CodingKey]) -> String {
        path.map { key in
            let name = key.intValue.map(String.init) ?? String(key.stringValue.prefix(Self.maximumNameLength))
            return "/" + name.replacing("~", with: "~0").replacing("/", with: "~1")
        }
        .joined()
    }

    private static func words(for type: Any.Type) -> String {
        switch type {
        case is String.Type: "text"
        case is Bool.Type: "true or false"
        case is any BinaryInteger.Type: "a whole number"
        // A dictionary is a sequence, too.
        case is any ObjectType.Type: "an object"
        case is any Sequence.Type: "a list"
        default: "an object"
        }
    }
}

/// What is read of an object.
private protocol ObjectType {}

extension Dictionary: ObjectType {}
