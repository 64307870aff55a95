import NIOHTTP1
import Testing

@testable import HookswitchCommands

@Suite struct RequestTraceTests {
    @Test func headsShowNeitherSecretsNorNumbers() {
        let headers: HTTPHeaders = [
            "Authorization": "Bearer hsw_secret", "X-Benemen-APIKey": "hsk_secret", "Cookie": "a=secret",
            "Set-Cookie": "a=secret", "Audit-Reason": "+358401234567 asked", "Link": "</x?after=secret>",
            "If-Match": "\"12\"", "Request-Id": "7c1f0a5e2b6d4f38", "Accept": "application/json",
        ]

        let lines = RequestTrace.head(">", "GET /x", headers)

        let text = lines.joined(separator: "\n")
        #expect(!text.contains("secret") && !text.contains("358401234567"), "\(text)")
        for line in ["> GET /x", "> if-match: \"12\"", "> request-id: 7c1f0a5e2b6d4f38", "> authorization: ***"] {
            #expect(lines.contains(line), "\(text)")
        }
    }

    @Test(
        arguments: [
            ("http://127.0.0.1:8081/api/v1/tenants?limit=200", "http://127.0.0.1:8081/api/v1/tenants?limit=200"),
            ("http://h/api/v1/tenants?q=secret&limit=5", "http://h/api/v1/tenants?q=***&limit=5"),
            ("http://h/api/v1/x?tenant=%2B358401234567", "http://h/api/v1/x?tenant=***"),
            ("http://h/api/v1/x?code=abc&state=active&+358401234567", "http://h/api/v1/x?code=***&state=active&***"),
            (
                "http://h/api/v1/tenants/by-external-id/%2B358%2040%201234567",
                "http://h/api/v1/tenants/by-external-id/***"
            ),
            ("https://h/hooks/0198c0de-0000-7000-8000-000000000000", "https://h/hooks/***"),
            ("https://h/prefix/hooks/abc", "https://h/prefix/hooks/***"), ("http://h/hooks/", "http://h/hooks/"),
            ("http://h/api/v1/x?since=2026-11-22T10:31:12.123Z", "http://h/api/v1/x?since=2026-11-22T10:31:12.123Z"),
            (
                "http://h/api/v1/tokens/0198c0de-0000-7000-8000-000000000000",
                "http://h/api/v1/tokens/0198c0de-0000-7000-8000-000000000000"
            ),
        ]
    )
    func addressesAreShownWithoutWhatMayBeSecret(_ url: String, _ shown: String) {
        #expect(RequestTrace.shown(url: url) == shown)
    }

    @Test func lineTellsStatusTimeAndRequest() {
        let line = RequestTrace.line(
            .GET,
            "http://h/api/v1/me",
            status: 200,
            requestID: "7c1f",
            after: .milliseconds(12)
        )

        #expect(line == "GET http://h/api/v1/me → 200, 12.0 ms, request 7c1f")
    }
}
