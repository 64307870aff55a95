import Routing
import Testing

@testable import Dynamics

@Suite struct TokenResponseTests {
    private func read(_ status: Int, _ body: String, retryAfter: Duration? = nil) throws(TokenFailure) -> AccessToken {
        try TokenResponse.read(UpstreamResponse(status: status, retryAfter: retryAfter, body: Array(body.utf8)))
    }

    @Test func aTokenIsRead() throws {
        let token = try self.read(
            200,
            #"{"token_type":"bearer","expires_in":3599,"ext_expires_in":1,"access_token":"a.b-_~+/="}"#
        )

        #expect(token.value.reveal() == "a.b-_~+/=")
        #expect(token.lifetime == .seconds(3_599))
    }

    @Test(arguments: [
        #""3599""#, "0", "-1", "1e12", "1e300", "1.5", "null", "true", "[]", "999999999999999999999", "172801",
    ])
    func oddLifetimesAreRefused(lifetime: String) {
        #expect(throws: TokenFailure.transient(.invalidResponse(.token), retryAfter: nil)) {
            try self.read(200, #"{"token_type":"Bearer","expires_in":\#(lifetime),"access_token":"t"}"#)
        }
    }

    @Test(arguments: [
        "", "a b", "a\\r\\nX: y", "ä", "a\\u0000", "a,b", "\\ud83d\\ude00",
        String(repeating: "a", count: 12 * 1024 + 1),
    ])
    func tokensThatNoHeaderMayCarryAreRefused(text: String) {
        #expect(throws: TokenFailure.transient(.invalidResponse(.token), retryAfter: nil)) {
            try self.read(200, #"{"token_type":"Bearer","expires_in":3599,"access_token":"\#(text)"}"#)
        }
    }

    @Test(arguments: [
        #"{"expires_in":3599,"access_token":"t"}"#, #"{"token_type":"mac","expires_in":3599,"access_token":"t"}"#,
        #"{"token_type":"Bearer","expires_in":3599}"#, #"[]"#, #"{"token_type":"Bearer","access_token":"t"}"#,
        #"{"token_type":"Bearer","expires_in":3599,"access_token":7}"#,
    ])
    func answersThatLackSomethingAreRefused(body: String) {
        #expect(throws: TokenFailure.transient(.invalidResponse(.token), retryAfter: nil)) { try self.read(200, body) }
    }

    @Test(arguments: [
        (401, "invalid_client", 7_000_215, EntraFailure.Code.invalidClient, EntraHint?.some(.secretInvalid)),
        (400, "unauthorized_client", 700_016, .unauthorizedClient, .applicationNotFound),
        (400, "invalid_request", 90_002, .invalidRequest, .tenantNotFound),
        (400, "invalid_resource", 500_011, .invalidResource, .environmentNotFound),
        (400, "something_new", 1, .other, nil),
    ])
    func refusalsAreKnownByTheirOAuthName(
        status: Int,
        name: String,
        number: Int,
        code: EntraFailure.Code,
        hint: EntraHint?
    ) {
        #expect(throws: TokenFailure.permanent(EntraFailure(code: code, status: status, hint: hint))) {
            try self.read(
                status,
                #"{"error":"\#(name)","error_codes":[\#(number)],"error_description":"AADSTS7000222"}"#
            )
        }
    }

    @Test(arguments: [#"{"error":"invalid_client"}"#, #"{"error":"invalid_client","error_codes":["x",-1,1e300,null]}"#])
    func aRefusalNeedsNoHint(body: String) {
        #expect(throws: TokenFailure.permanent(EntraFailure(code: .invalidClient, status: 401, hint: nil))) {
            try self.read(401, body)
        }
    }

    @Test(arguments: [
        (500, ""), (502, "<html>"), (400, "<html>bad request</html>"), (400, "{}"), (404, "not found"),
        (400, #"{"error":"temporarily_unavailable"}"#), (504, #"{"error":"invalid_client"}"#),
    ])
    func whatIsNoRefusalIsTransient(status: Int, body: String) {
        #expect(throws: TokenFailure.transient(.unavailable(.tokenStatus(status)), retryAfter: nil)) {
            try self.read(status, body)
        }
    }

    @Test func throttlingAndRedirectsAreTransient() {
        #expect(throws: TokenFailure.transient(.throttled(retryAfterSeconds: 900), retryAfter: .seconds(99_999))) {
            try self.read(429, "", retryAfter: .seconds(99_999))
        }
        #expect(throws: TokenFailure.transient(.invalidResponse(.redirect), retryAfter: nil)) { try self.read(302, "") }
        #expect(throws: TokenFailure.transient(.invalidResponse(.json), retryAfter: nil)) {
            try self.read(200, "<html>")
        }
    }
}
