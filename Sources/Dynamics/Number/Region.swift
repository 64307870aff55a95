import CPhoneNumbers

/// A country or territory whose way of dialling is known, such as `FI`.
///
/// It says how a number without a country code is read: `0701234567` is one number in Finland and another in Sweden.
public struct Region: Hashable, Sendable {
    /// Why some text is not a region.
    public enum ParseError: Error, Hashable, Sendable {
        /// The text is not two upper-case ASCII letters.
        case notTwoUppercaseLetters
        /// The letters name no region whose numbering plan is known.
        case unknown
    }

    /// The two letters of ISO 3166-1 alpha-2.
    public let code: String

    let letters: (UInt8, UInt8)

    /// The calling code that numbers of this region begin with, such as 358.
    let countryCode: Int32

    /// Reads a region's code.
    ///
    /// - Parameter text: Two upper-case ASCII letters of ISO 3166-1 alpha-2.
    /// - Throws: ``ParseError`` for the first rule that the text breaks.
    public init(parsing text: String) throws(ParseError) {
        let bytes = Array(text.utf8.prefix(3))
        let uppercase = UInt8(ascii: "A")...UInt8(ascii: "Z")
        guard bytes.count == 2, uppercase.contains(bytes[0]), uppercase.contains(bytes[1]) else {
            throw .notTwoUppercaseLetters
        }
        self.letters = (bytes[0], bytes[1])
        self.countryCode = Self.withLetters(self.letters) { hookswitch_phone_region_country_code($0) }
        guard self.countryCode > 0 else { throw .unknown }
        self.code = text
    }

    /// Lends the letters as C wants them.
    func withLetters<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        Self.withLetters(self.letters, body)
    }

    private static func withLetters<Result>(
        _ letters: (UInt8, UInt8),
        _ body: (UnsafePointer<CChar>) -> Result
    ) -> Result {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 2) { buffer in
            buffer[0] = CChar(bitPattern: letters.0)
            buffer[1] = CChar(bitPattern: letters.1)
            return body(UnsafePointer(buffer.baseAddress.unsafelyUnwrapped))
        }
    }

    /// Whether both are the same region.
    public static func == (left: Region, right: Region) -> Bool {
        left.letters == right.letters
    }

    /// Feeds the two letters.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(self.letters.0)
        hasher.combine(self.letters.1)
    }
}

extension Region: CustomStringConvertible {
    /// The two letters.
    public var description: String { self.code }
}
