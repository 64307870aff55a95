import Routing
import Testing

@testable import Dynamics

@Suite struct DataverseQueryTests {
    @Test func theQuestionIsEncodedToTheByte() throws {
        let queries = DataverseQuery.exact(.account, notations: ["+358501234567", "050 123-4567"])

        let values = "PropertyValues%3D%5B%22%2B358501234567%22%2C%22050%20123-4567%22%5D%29"
        let conditions = ["telephone1", "telephone2", "telephone3"].map {
            "Microsoft.Dynamics.CRM.In%28PropertyName%3D%27\($0)%27%2C\(values)"
        }
        #expect(
            queries.map(\.target) == [
                "/api/data/v9.2/accounts?$select=accountid,telephone1,telephone2,telephone3&$filter=%28"
                    + conditions.joined(separator: "%20or%20") + "%29%20and%20statecode%20eq%200&$top=2"
            ]
        )
    }

    @Test func staffAreThoseWhoAreNotDisabled() throws {
        let query = try #require(DataverseQuery.exact(.user, notations: ["+1"]).first)

        #expect(query.target.hasPrefix("/api/data/v9.2/systemusers?$select=systemuserid,mobilephone,homephone,"))
        #expect(query.target.hasSuffix("%29%20and%20isdisabled%20eq%20false&$top=2"))
    }

    @Test(arguments: ["%", "_", "[0]", "'", "\"", "a", "+358\u{0}", "٥", "\n", ""])
    func whatIsNoNotationIsNeverSent(text: String) {
        #expect(DataverseQuery.exact(.contact, notations: [text]) == [])
        #expect(DataverseQuery.contains(.contact, digits: text) == nil)
    }

    @Test(arguments: DirectoryTable.allCases)
    func longQuestionsAreSplitWithoutLoss(table: DirectoryTable) {
        let notations = (0..<400).map { "+358 (0)50 123 \(1_000 + $0)" }

        let queries = DataverseQuery.exact(table, notations: notations)

        #expect(queries.count > 1)
        #expect(queries.allSatisfy { $0.target.utf8.count <= DataverseQuery.maximumTargetByteCount })
        for column in table.phoneColumns {
            let about = queries.filter { $0.target.contains("PropertyName%3D%27\(column)%27") }.map(\.target).joined()
            #expect(notations.allSatisfy { about.contains(PercentEncoding.encode("\"\($0)\"")) })
        }
    }

    @Test(arguments: [
        "+358501234567", "+46701234567", "+14155552671", "+4915123456789", "+442079460018", "+4740612345",
    ])
    func realNumbersNeedOneRequestForCustomers(text: String) throws {
        let number = try PhoneNumber(parsing: text)
        for region in ["FI", "SE", "US", "DE", "GB", "NO"] {
            let notations = PhoneNotations.of(number, region: try Region(parsing: region))
            for table in [DirectoryTable.contact, .account, .lead] {
                #expect(DataverseQuery.exact(table, notations: notations).count == 1)
            }
        }
    }

    @Test func theFallbackNeedsSevenDigits() throws {
        #expect(DataverseQuery.contains(.contact, digits: "123456") == nil)
        let query = try #require(DataverseQuery.contains(.account, digits: "1234567"))

        #expect(
            query.target.contains("$filter=%28contains%28telephone1%2C%271234567%27%29%20or%20contains%28telephone2")
        )
        #expect(query.target.hasSuffix("&$top=20"))
    }

    @Test func everythingButTheUnreservedIsEncoded() {
        let all = String(decoding: (0x20...0x7E).map { UInt8($0) }, as: UTF8.self)

        #expect(
            PercentEncoding.encode(all + "é")
                == "%20%21%22%23%24%25%26%27%28%29%2A%2B%2C-.%2F0123456789%3A%3B%3C%3D%3E%3F%40"
                + "ABCDEFGHIJKLMNOPQRSTUVWXYZ%5B%5C%5D%5E_%60abcdefghijklmnopqrstuvwxyz%7B%7C%7D~%C3%A9"
        )
    }
}
