import Hookswitch
import Testing

@testable import AdminPlane

@Suite struct AuthorizationResponseTests {
    @Test func whatIssuersAddIsLetPass() throws {
        let response = try AuthorizationResponse(parsing: "code=a%2Fb&state=s&session_state=x&client_info=y")

        #expect(response.answer.code == "a/b")
        #expect(response.answer.state == "s")
        #expect(response.answer.error == nil)
    }

    @Test(arguments: ["code=a", "state=s&state=s&code=a", "state=s&code=a&code=b", "state=&code=a", "state=%00&code=a"])
    func whatCannotBeMeantIsRefused(query: String) {
        #expect(throws: Problem.self) { try AuthorizationResponse(parsing: query) }
    }
}
