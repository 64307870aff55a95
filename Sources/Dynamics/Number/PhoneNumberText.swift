/// A number as a person typed it, reduced to what is dialled: an optional `+` and ASCII digits.
///
/// libphonenumber is generous with its input and reads letters as keys of a telephone, so that
/// `050 123 4567 / Matti` becomes a longer number. It is therefore given only what passed here: digits of the scripts
/// that CRMs hold, the separators people use, and one extension at the end.
struct PhoneNumberText: Hashable, Sendable {
    /// No form of a number is longer; phone columns hold at most 64 characters, each of at most 4 bytes.
    static let maximumByteCount = 256

    /// E.164 ends at 15 digits; a prefix for calling abroad and a trunk digit may stand before them.
    static let maximumDigitCount = 24

    /// Words that begin an extension, longest first, as typed in the languages of our markets and by Outlook.
    private static let extensionWords: [[UInt8]] = ["extension", "extn", "ext", "alanro", "ankn", "anschl", "x", "#"]
        .map { Array($0.utf8) }

    /// No switchboard's extension is longer.
    private static let maximumExtensionDigitCount = 7

    /// An optional `+` and ASCII digits, as bytes.
    private(set) var dialled: [UInt8] = []

    /// Reduces a text, or returns `nil` when it holds anything that no number does.
    init?(_ text: some Collection<UInt8>) {
        guard text.count <= Self.maximumByteCount else { return nil }
        var rest = Array(text)[...]
        Self.dropScheme(&rest)

        while !rest.isEmpty {
            guard let (scalar, length) = Self.decode(rest) else { return nil }
            if let digit = Self.digit(scalar) {
                guard self.dialled.count < Self.maximumDigitCount else { return nil }
                self.dialled.append(digit)
            } else if scalar == "+" || scalar == "\u{FF0B}" {
                guard self.dialled.isEmpty else { return nil }
                self.dialled.append(UInt8(ascii: "+"))
            } else if !Self.isSeparator(scalar) {
                guard self.dialled.count > 1, Self.isExtension(rest) else { return nil }
                break
            }
            rest = rest.dropFirst(length)
        }
        self.readInternationalPrefix()
        guard self.dialled.count > 1 else { return nil }
    }

    /// `00` calls abroad in most of the world, and a person who types it means that wherever they are.
    private mutating func readInternationalPrefix() {
        guard self.dialled.starts(with: [UInt8(ascii: "0"), UInt8(ascii: "0")]) else { return }
        self.dialled.replaceSubrange(0..<2, with: [UInt8(ascii: "+")])
    }

    /// The scheme of RFC 3966 and the names that Dynamics puts before a number it makes callable.
    private static func dropScheme(_ rest: inout ArraySlice<UInt8>) {
        for scheme in ["tel:", "callto:"] where Self.begins(rest, with: Array(scheme.utf8)) {
            rest = rest.dropFirst(scheme.utf8.count)
            return
        }
    }

    /// Whether what is left is an extension and nothing else: its word, separators and a few digits.
    private static func isExtension(_ text: ArraySlice<UInt8>) -> Bool {
        var rest = text
        if rest.first == UInt8(ascii: ";") || rest.first == UInt8(ascii: ",") {
            rest = rest.dropFirst().drop { $0 == UInt8(ascii: " ") }
        }
        guard let word = self.extensionWords.first(where: { self.begins(rest, with: $0) }) else { return false }
        rest = rest.dropFirst(word.count)

        let separators = " .:=-".utf8
        rest = rest.drop { separators.contains($0) }
        let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        let tail = rest.dropFirst(digits.count)
        return (1...Self.maximumExtensionDigitCount).contains(digits.count)
            && tail.allSatisfy { $0 == UInt8(ascii: " ") }
    }

    /// Whether bytes begin with a lower-case ASCII word, whatever the case of the bytes.
    private static func begins(_ bytes: ArraySlice<UInt8>, with word: [UInt8]) -> Bool {
        guard bytes.count >= word.count else { return false }
        return zip(bytes, word).allSatisfy { byte, letter in
            byte == letter || ((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) && byte | 0x20 == letter)
        }
    }

    /// The first scalar of UTF-8 text and its length in bytes, or `nil` when the bytes are not UTF-8.
    private static func decode(_ bytes: ArraySlice<UInt8>) -> (Unicode.Scalar, Int)? {
        guard let first = bytes.first else { return nil }
        guard first >= 0x80 else { return (Unicode.Scalar(first), 1) }
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return nil }
        return (scalar, UTF8.width(scalar))
    }

    /// The ASCII digit that a digit of ASCII, full width, Arabic-Indic, Persian or Devanagari script stands for.
    private static func digit(_ scalar: Unicode.Scalar) -> UInt8? {
        for zero: UInt32 in [0x30, 0xFF10, 0x0660, 0x06F0, 0x0966] where (zero...zero + 9).contains(scalar.value) {
            return UInt8(ascii: "0") + UInt8(truncatingIfNeeded: scalar.value - zero)
        }
        return nil
    }

    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case " ", "\t", "-", ".", "/", "(", ")", "[", "]": true
        // Spaces that do not break, are thin or invisible, and the marks of direction that are pasted with a number.
        case "\u{A0}", "\u{2000}"..."\u{200F}", "\u{202A}"..."\u{202F}", "\u{2060}", "\u{2066}"..."\u{2069}",
            "\u{FEFF}", "\u{3000}":
            true
        // Hyphens, dashes and the minus sign.
        case "\u{AD}", "\u{2010}"..."\u{2015}", "\u{2212}", "\u{30FC}", "\u{FF0D}": true
        case "\u{FF08}", "\u{FF09}", "\u{FF0E}", "\u{FF0F}": true
        default: false
        }
    }
}
