/// A value of JSON that came from outside.
///
/// Numbers stay as their text, because a number of JSON may be larger than any type of ours and converting it traps.
enum JSONText: Hashable, Sendable {
    case null
    case boolean(Bool)
    case number(String)
    case string(String)
    case array([JSONText])
    /// Members whose names differ; a document with a name twice is refused.
    case object([String: JSONText])

    /// The member of an object, or `nil`.
    subscript(name: String) -> JSONText? {
        guard case .object(let members) = self else { return nil }
        return members[name]
    }

    /// The text of a string, or `nil`.
    var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The elements of an array, or `nil`.
    var array: [JSONText]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The value of a number that is written as plain digits, or `nil`; `1e3`, `1.0` and `-1` are none.
    var plainInteger: Int? {
        guard case .number(let text) = self else { return nil }
        return DecimalDigits.value(of: text.utf8)
    }

    /// Reads a document.
    ///
    /// - Parameter bytes: UTF-8 without a byte order mark.
    /// - Throws: ``JSONTextReader/Failure`` for the first rule of RFC 8259 or limit of ours that it breaks.
    init(parsing bytes: [UInt8]) throws(JSONTextReader.Failure) {
        var reader = JSONTextReader(bytes)
        self = try reader.document()
    }
}
