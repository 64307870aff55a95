import Testing

@testable import AdminPlane

@Suite struct AcceptedTypesTests {
    private static let types = ["application/json", "text/plain"]

    private static func isRefused(_ accept: String) -> Bool {
        do throws(Problem) {
            try AcceptedTypes(accept).require(oneOf: Self.types)
            return false
        } catch {
            #expect(error.code == .notAcceptable)
            return true
        }
    }

    @Test(arguments: [
        "", " , ", "*/*", "application/*", "application/json", "APPLICATION/JSON; charset=utf-8", "text/*;q=0.1",
        "image/png, */*;q=0.01", "application/json;q=0, */*", "*;q=.2",
        "text/html;level=\"1,2;3\", text/plain", "application/json;q=0, application/json",
    ])
    func whoTakesOneOfThemIsAnswered(accept: String) {
        #expect(!Self.isRefused(accept))
    }

    @Test(arguments: [
        "text/html", "application/xml, image/*", "application/json;q=0", "*/*;q=0", "application/problem+json",
        "text/*;q=0, application/json;q=0.000, image/png", "text/html;note=\"text/plain, */*\"", "text/html, oops",
        "text/plain;q=0, text/*",
    ])
    func whoTakesNoneIsRefused(accept: String) {
        #expect(Self.isRefused(accept))
    }

    /// RFC 9110 lets a server disregard the field.
    @Test(arguments: ["json", "*/json", "a/b/c", "text html", ";;q=,", "text/html;q=2", "text/html;q=much", "/", "ä/ö"])
    func whatCannotBeReadIsAsThoughItWereNotThere(accept: String) {
        #expect(!Self.isRefused(accept))
        #expect(AcceptedTypes(accept).best(of: Self.types) == "application/json")
    }

    @Test func ofAListThatIsTooLongNothingIsKnownToBeLeftOut() {
        let long = Array(repeating: "image/png", count: 40).joined(separator: ",")

        #expect(!Self.isRefused(long))
        #expect(Self.isRefused("image/png,image/gif"))
    }
}
