/// `application/x-www-form-urlencoded` text, as it stands in a form body and in a query.
enum FormEncoding {
    /// Undoes the encoding of one name or value: `+` is a space, `%XX` a byte.
    ///
    /// - Returns: The text, or nothing if an escape is cut short or the bytes are not UTF-8.
    static func decoded(_ text: some Sequence<UInt8>) -> String? {
        var bytes: [UInt8] = []
        var iterator = text.makeIterator()
        while let byte = iterator.next() {
            switch byte {
            case UInt8(ascii: "+"):
                bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard
                    let high = iterator.next().flatMap(Hexadecimal.value(of:)),
                    let low = iterator.next().flatMap(Hexadecimal.value(of:))
                else { return nil }
                bytes.append(high << 4 | low)
            default:
                bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    /// The names and values of a form or query, in order; nothing if one of them cannot be decoded.
    static func pairs(_ text: some Collection<UInt8>) -> [(name: String, value: String)]? {
        var pairs: [(name: String, value: String)] = []
        for part in text.split(separator: UInt8(ascii: "&")) {
            let sides = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let first = sides.first, let name = Self.decoded(first) else { return nil }
            guard sides.count == 2, let last = sides.last else {
                pairs.append((name, ""))
                continue
            }
            guard let value = Self.decoded(last) else { return nil }
            pairs.append((name, value))
        }
        return pairs
    }

    /// Escapes everything but RFC 3986's unreserved characters.
    static func encoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                bytes.append(UInt8(ascii: "%"))
                bytes.append(contentsOf: Hexadecimal.text(CollectionOfOne(byte)).uppercased().utf8)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
