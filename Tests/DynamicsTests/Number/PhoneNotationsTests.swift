import Routing
import Testing

@testable import Dynamics

@Suite struct PhoneNotationsTests {
    private func notations(_ number: String, _ region: String) throws -> [String] {
        PhoneNotations.of(try PhoneNumber(parsing: number), region: try Region(parsing: region))
    }

    /// Notations that people use, country by country.
    static let common: [(String, String, [String])] = [
        (
            "+358501234567", "FI",
            [
                "+358501234567", "0501234567", "050 1234567", "050 123 4567", "050-1234567", "050-123 4567",
                "(050) 1234567", "(050) 123 4567", "+358 50 1234567", "+358 50 123 4567", "+358 (0)50 1234567",
                "+358 (0)50 123 4567", "+358(0)501234567", "00358501234567", "358501234567", "050-123-4567",
                "0501 234 567", "050 123 45 67", "+358-50-1234567",
            ]
        ),
        ("+358400123456", "FI", ["0400 123 456", "0400 123456", "0400-123456", "040 0123456", "+358 400 123 456"]),
        (
            "+46701234567", "SE",
            ["0701234567", "070-123 45 67", "070 123 45 67", "+46 70 123 45 67", "+46 (0)70 123 45 67", "070-1234567"]
        ),
        ("+46812345678", "SE", ["08-12345678", "08 123 456 78", "08-12 34 56 78", "+46 8 12 34 56 78"]),
        (
            "+4740612345", "NO",
            ["40612345", "406 12 345", "40 61 23 45", "+47 40612345", "+47 406 12 345", "004740612345"]
        ),
        ("+4532123456", "DK", ["32123456", "32 12 34 56", "3212 3456", "+45 32 12 34 56", "+45 3212 3456"]),
        (
            "+442079460018", "GB",
            ["020 7946 0018", "(020) 7946 0018", "02079460018", "+44 20 7946 0018", "+44 (0)20 7946 0018"]
        ),
        ("+447400123456", "GB", ["07400 123456", "07400 123 456", "+44 7400 123456", "+447400123456"]),
        (
            "+4930123456", "DE",
            ["030 123456", "030/123456", "030-123456", "(030) 123456", "+49 30 123456", "+49 (0)30 123456"]
        ),
        (
            "+14155552671", "US",
            [
                "(415) 555-2671", "415-555-2671", "415.555.2671", "415 555 2671", "4155552671", "1-415-555-2671",
                "+1 (415) 555-2671", "+1 415-555-2671", "+1-415-555-2671", "14155552671", "+1 415 555 2671",
                "(415)555-2671", "1 (415) 555-2671",
            ]
        ),
        ("+37251234567", "EE", ["51234567", "5123 4567", "+372 5123 4567", "0037251234567"]),
        ("+358501234567", "US", ["011358501234567", "+358 50 1234567", "00358501234567"]),
    ]

    @Test(arguments: common)
    func commonNotationsAreSearched(number: String, region: String, expected: [String]) throws {
        let notations = try self.notations(number, region)

        #expect(Set(expected).subtracting(notations) == [])
    }

    @Test(arguments: ["FI", "SE", "NO", "DK", "GB", "DE", "US", "EE"])
    func everyNotationMeansTheNumberInTheRegion(region: String) throws {
        let reader = PhoneNumberReader(region: try Region(parsing: region))
        for (text, _, _) in Self.common {
            let number = try PhoneNumber(parsing: text)

            let notations = PhoneNotations.of(number, region: reader.region)

            #expect(notations.first == text)
            #expect(notations.count <= PhoneNotations.maximumCount)
            #expect(Set(notations).count == notations.count)
            for notation in notations {
                #expect(reader.read(notation) == number, "\(notation)")
                #expect(notation.utf8.allSatisfy { (0x20...0x7E).contains($0) })
            }
        }
    }

    @Test(arguments: [("+46701234567", "FI"), ("+358501234567", "SE"), ("+4790123456", "DK"), ("+4790123456", "SE")])
    func foreignNationalFormsAreNeverSearched(number: String, region: String) throws {
        let code = number.hasPrefix("+358") ? "358" : String(number.dropFirst().prefix(2))

        let notations = try self.notations(number, region)

        for notation in notations {
            let digits = notation.filter { $0.isASCII && $0.isNumber }
            #expect(digits.hasPrefix(code) || digits.hasPrefix("00" + code), "\(notation)")
        }
    }

    @Test func aNumberThatNoPlanHasIsSearchedAsItIs() throws {
        #expect(try self.notations("+99912345678", "FI") == ["+99912345678"])
    }

    @Test func significantDigitsLoseTheCountryCode() throws {
        #expect(PhoneNotations.significantDigits(of: try PhoneNumber(parsing: "+358501234567")) == "501234567")
        #expect(PhoneNotations.significantDigits(of: try PhoneNumber(parsing: "+390612345678")) == "0612345678")
    }
}
