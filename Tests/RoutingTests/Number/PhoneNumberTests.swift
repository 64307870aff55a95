import Routing
import Testing

@Suite struct PhoneNumberTests {
    @Test(arguments: ["+3585045", "+35850454564", "+14155550100", "+123456789012345"])
    func e164IsReadAndWrittenBack(_ text: String) throws {
        let number = try PhoneNumber(parsing: text)

        #expect(number.e164 == text)
        #expect(number.digits == String(text.dropFirst()))
    }

    @Test(arguments: [
        ("", PhoneNumber.ParseError.missingPlus),
        ("35850454564", .missingPlus),
        ("+", .digitCount(0)),
        ("+358504", .digitCount(6)),
        ("+1234567890123456", .digitCount(16)),
        ("+0358504545", .leadingZero),
        ("+358 50454564", .unexpectedByte(offset: 4)),
        ("+35850454564\n", .unexpectedByte(offset: 12)),
        ("+35850454564\u{0}", .unexpectedByte(offset: 12)),
        ("+٣٥٨٥٠٤٥٤٥٦٤", .unexpectedByte(offset: 1)),
        ("+３５８５０４５", .unexpectedByte(offset: 1)),
        ("+358504545e4", .unexpectedByte(offset: 10)),
    ])
    func whatIsNoNumberIsRefused(_ text: String, _ error: PhoneNumber.ParseError) {
        #expect(throws: error) { try PhoneNumber(parsing: text) }
    }

    @Test func noLengthOfTextOverflows() {
        let text = "+" + String(repeating: "9", count: 100_000)

        #expect(throws: PhoneNumber.ParseError.digitCount(100_000)) { try PhoneNumber(parsing: text) }
    }

    @Test func printingShowsTheMaskAlone() throws {
        let number = try PhoneNumber(parsing: "+35850454564")
        var dumped = ""
        dump(number, to: &dumped)

        for text in ["\(number)", String(reflecting: number), dumped, "\([number])", "\(Optional(number) as Any)"] {
            #expect(!text.contains("50454"))
        }
        #expect(number.masked == "+358•••64")
    }

    @Test func equalNumbersAreEqualAndHashAlike() throws {
        let left = try PhoneNumber(parsing: "+35850454564")
        let right = try PhoneNumber(parsing: Array("+35850454564".utf8)[...])

        #expect(left == right)
        #expect(Set([left, right]).count == 1)
    }
}
