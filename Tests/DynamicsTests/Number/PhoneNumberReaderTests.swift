import Routing
import Testing

@testable import Dynamics

@Suite struct PhoneNumberReaderTests {
    private func read(_ text: String, _ region: String) throws -> String? {
        PhoneNumberReader(region: try Region(parsing: region)).read(text)?.e164
    }

    @Test(arguments: [
        "050 123 4567", "050-1234567", "(050) 1234567", "+358 (0)50 123 4567", "+358501234567", "00358501234567",
        "358501234567", "tel:+358-50-1234567", "TEL:+358501234567", "callto:+358501234567", "+3580501234567",
        "٠٥٠ ١٢٣ ٤٥٦٧", "０５０１２３４５６７", "+358\u{A0}50\u{202F}1234567", "050\u{2011}123\u{2013}4567", "050/1234567",
        "050.123.45.67", "050 123 4567 ext. 12", "050 123 4567;ext=12", "0501234567x12", "050 123 4567, ext 12",
        "0501234567 #12", " 050 1234567 ", "\u{202A}050 1234567\u{202C}", "[050] 1234567", "(+358) 50 1234567",
        "０50 123 4567 EXT 7",
    ])
    func finnishFormsAreOneNumber(text: String) throws {
        #expect(try self.read(text, "FI") == "+358501234567")
    }

    @Test(arguments: [
        "", " ", "+", "+358", "anonymous", "Restricted", "112", "050 123 4567 / Matti", "Matti 050 123 4567",
        "050 123 4567 ext", "050 123 4567 ext. abc", "050 123 4567 x12 y", "050+1234567", "++358501234567",
        "050 123 4567\u{0}", "050\n123 4567", "0501234567%", "050_1234567", "050'1234567", "050\"1234567",
        "050 123 4567 040 765 4321", "1-800-FLOWERS", "sip:+358501234567@example.com", "+358501234567@example.com",
        "ⅷ050123456", "²0501234567", "0x501234567", "tel:", "+0501234567",
        "050 123 4567 ext 12345678",
    ])
    func whatIsNoNumberIsRefused(text: String) throws {
        #expect(try self.read(text, "FI") == nil)
    }

    @Test(arguments: ["+358 (0)50 123 4567", "00358501234567", "tel:+358-50-1234567", "+358501234567"])
    func aCountryCodeIsReadWhereverItIs(text: String) {
        #expect(PhoneNumberReader.readInternational(text)?.e164 == "+358501234567")
    }

    @Test(arguments: ["050 123 4567", "0501234567", "358501234567", "", "+", "+999 1", "anonymous"])
    func withoutACountryCodeNobodyKnowsWhichNumberItIs(text: String) {
        #expect(PhoneNumberReader.readInternational(text) == nil)
    }

    @Test func anyBytesAreRead() throws {
        let reader = PhoneNumberReader(region: try Region(parsing: "FI"))
        var generator = SystemRandomNumberGenerator()
        let alphabet = Array("0123456789+-() ./;,xte#lan\u{0}\u{7F}".utf8) + [0x80, 0xC3, 0xE2, 0xF0, 0xFF, 0xED, 0xA0]

        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
                alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
            }
            if let number = reader.read(utf8: bytes) { #expect((8...16).contains(number.e164.utf8.count)) }
        }
    }

    @Test func longTextIsRefused() throws {
        let reader = PhoneNumberReader(region: try Region(parsing: "FI"))

        #expect(reader.read(String(repeating: "1", count: 1_000_000)) == nil)
        #expect(reader.read(String(repeating: " ", count: 300) + "0501234567") == nil)
        #expect(reader.read(String(repeating: "5", count: 25)) == nil)
        #expect(reader.read(utf8: [0x30, 0x35, 0x30, 0xFF, 0x31]) == nil)
    }

    @Test(arguments: [
        ("FI", "09 123 4567", "+35891234567"), ("FI", "0400 123 456", "+358400123456"),
        ("SE", "070-123 45 67", "+46701234567"), ("SE", "08-12 34 56 78", "+46812345678"),
        ("NO", "406 12 345", "+4740612345"), ("DK", "32 12 34 56", "+4532123456"),
        ("GB", "020 7946 0018", "+442079460018"), ("GB", "+44 (0)20 7946 0018", "+442079460018"),
        ("GB", "07400 123456", "+447400123456"), ("DE", "030/123456", "+4930123456"),
        ("DE", "0151 23456789", "+4915123456789"), ("US", "(415) 555-2671", "+14155552671"),
        ("US", "1-415-555-2671", "+14155552671"), ("US", "00358501234567", "+358501234567"),
        ("US", "011 358 50 1234567", "+358501234567"), ("EE", "5123 4567", "+37251234567"),
        ("IT", "06 1234 5678", "+390612345678"), ("FI", "+39 06 12345678", "+390612345678"),
    ])
    func nationalFormsAreReadInTheirRegion(region: String, text: String, expected: String) throws {
        #expect(try self.read(text, region) == expected)
    }

    @Test func oneTextIsAnotherNumberElsewhere() throws {
        #expect(try self.read("0701234567", "SE") == "+46701234567")
        #expect(try self.read("0701234567", "FI") != "+46701234567")
    }

    @Test(arguments: ["", "F", "FIN", "fi", "ZZ", "XX", "F1", "ÄÖ", "001", "F\u{0}", "\u{1F1EB}\u{1F1EE}"])
    func unknownRegionsAreRefused(code: String) {
        #expect(throws: Region.ParseError.self) { try Region(parsing: code) }
    }

    @Test func manyThreadsReadAtOnce() async throws {
        let region = try Region(parsing: "FI")

        let counts = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let reader = PhoneNumberReader(region: region)
                    return (0..<1_000).reduce(0) { $0 + (reader.read("050 123 \(4000 + $1)") == nil ? 0 : 1) }
                }
            }
            return await group.reduce(0, +)
        }

        #expect(counts == 8_000)
    }
}
