import Routing
import Testing

@testable import Dynamics

@Suite struct DataverseRowTests {
    private static let id = "11111111-0000-4000-8000-00000000000A"

    private func read(_ body: String) throws -> [DataverseRow] {
        let query = try #require(DataverseQuery.exact(.contact, notations: ["+358501234567"]).first)
        return try DataverseRow.read(UpstreamResponse(status: 200, retryAfter: nil, body: Array(body.utf8)), of: query)
    }

    @Test func rowsAreReadAndLinksIgnored() throws {
        let rows = try self.read(
            #"{"value":[{"contactid":"\#(Self.id)","telephone1":null,"mobilephone":"050"}],"@odata.nextLink":"https://evil.example/"}"#
        )

        #expect(rows.map(\.id) == [Self.id.lowercased()])
        #expect(rows.first?.phones.map(\.text) == ["050"])
    }

    @Test(arguments: [
        "", "{}", "[]", "null", "<html><body>200 OK</body></html>", #"{"value":{}}"#, #"{"value":null}"#,
        #"{"value":[1]}"#,
        #"{"value":[{}]}"#, #"{"value":[{"contactid":7}]}"#, #"{"value":[{"contactid":"x"}]}"#,
        #"{"value":[{"contactid":"../../x"}]}"#, #"{"value":[{"contactid":"\#(id)","telephone1":7}]}"#,
        #"{"value":[{"contactid":"\#(id)","telephone1":["x"]}]}"#, #"{"value":[{"contactid":"\#(id)"},"#,
        #"{"value":[],"value":[]}"#, #"{"value":[{"contactid":"\#(id)","contactid":"\#(id)"}]}"#, "NaN",
        #"{"value":[{"contactid":"\#(id)","telephone1":"\ud800"}]}"#, "\u{0}", "{\"value\":[]}\u{0}",
        #"{"value":[{"contactid":"\#(id)"},{"contactid":"\#(id)"},{"contactid":"\#(id)"}]}"#,
    ])
    func hostileBodiesAreErrors(body: String) {
        #expect(throws: DynamicsError.self) { try self.read(body) }
    }

    @Test func aNumberOutsideEveryKnownPlanCountsInItsOwnForm() throws {
        let reader = PhoneNumberReader(region: try Region(parsing: "FI"))
        let rows = try self.read(#"{"value":[{"contactid":"\#(Self.id)","telephone2":"+99912345678"}]}"#)

        let column = rows.first?.column(holding: try PhoneNumber(parsing: "+99912345678"), reader: reader)

        #expect(column == "telephone2")
    }

    @Test(arguments: [
        (302, DynamicsError.invalidResponse(.redirect)), (401, .forbidden(.tokenRejected)), (403, .forbidden(.other)),
        (400, .invalidResponse(.queryRejected)), (404, .invalidResponse(.queryRejected)),
        (429, .throttled(retryAfterSeconds: 30)), (500, .unavailable(.status(500))), (503, .unavailable(.status(503))),
        (204, .unavailable(.status(204))), (999, .unavailable(.status(999))),
    ])
    func everyOtherStatusIsAnError(status: Int, error: DynamicsError) {
        #expect(throws: error) {
            try DataverseResponse.check(UpstreamResponse(status: status, retryAfter: nil, body: []))
        }
    }
}
