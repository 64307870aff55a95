import HTTPTypes
import Hookswitch
import HookswitchTesting
import Hummingbird
import HummingbirdTesting
import Logging
import Testing

@testable import AdminPlane

@Suite(.lentDatabase) struct ProblemMiddlewareTests {
    private struct Surprise: Error, CustomStringConvertible {
        var description: String { "canary-secret" }
    }

    /// What a client is answered when an operation throws.
    private func answer(
        to error: any Error,
        fault: AdminServices.Fault = .bug,
        log: RecordedLog = RecordedLog()
    ) async throws -> TestResponse {
        let router = Router(context: AdminRequestContext.self)
        router.addMiddleware {
            RequestIdentityMiddleware()
            ProblemMiddleware(
                table: RouteTable(routes: []),
                limits: AdminLimits(),
                fault: { _ in fault },
                logger: log.logger
            )
        }
        router.get("/") { _, _ -> Response in throw error }
        return try await Application(router: router).test(.router) { client in
            try await client.execute(uri: "/", method: .get)
        }
    }

    @Test func unknownErrorIsOursAndOnlyLogged() async throws {
        let log = RecordedLog()

        let response = try await self.answer(to: Surprise(), log: log)

        #expect(response.status == .internalServerError)
        let problem = try response.problem
        #expect(problem.code == .internal)
        #expect(!problem.retryable)
        #expect(!response.text.contains("Surprise"))
        #expect(!response.text.contains("canary"))
        let line = try #require(log.lines.last)
        #expect(line.level == .error)
        #expect(line.metadata["request_id"] == problem.requestID)
        #expect(line.metadata["error"]?.contains("Surprise") == true)
        #expect(!log.text.contains("canary"))
    }

    @Test func databaseAwayIsToldWithWhenToAskAgain() async throws {
        let response = try await self.answer(to: Surprise(), fault: .unavailable)

        #expect(response.status == .serviceUnavailable)
        #expect(response.headers[.retryAfter] == "5")
        #expect(try response.problem.code == .unavailable)
        #expect(try response.problem.retryable)
    }

    @Test func unknownOutcomeIsNotToBeRepeatedBlindly() async throws {
        let response = try await self.answer(to: Surprise(), fault: .outcomeUnknown)

        #expect(response.status == .serviceUnavailable)
        #expect(response.headers[.retryAfter] == nil)
        #expect(try response.problem.code == .outcomeUnknown)
        #expect(try !response.problem.retryable)
    }

    @Test(arguments: [
        (WebhookKeyError.limit, 409, ProblemCode.webhookKeyLimit),
        (.authenticationIsNone, 409, .webhookKeyUnused),
        (.unknownTenant, 404, .notFound),
    ])
    func serviceErrorsHaveTheirCode(error: WebhookKeyError, status: Int, code: ProblemCode) async throws {
        let response = try await self.answer(to: error)

        #expect(response.status.code == status)
        let problem = try response.problem
        #expect(problem.code == code)
        #expect(problem.status == status)
        #expect(problem.type == "/problems/\(code.rawValue)")
        #expect(problem.title == code.title)
    }

    @Test func everyAnswerIsGuarded() async throws {
        let bundle = try await AdminBundle()

        for uri in ["/api/v1/me", "/nothing", "/api/v1/me?x=1"] {
            let response = try await bundle.send(.get, uri)

            #expect(response.headers[.cacheControl] == "no-store")
            #expect(response.headers[.xContentTypeOptions] == "nosniff")
            #expect(response.headers[.contentSecurityPolicy] == "default-src 'none'; frame-ancestors 'none'")
        }
    }
}
