import Foundation
import HTTPTypes
import Hookswitch
import HummingbirdTesting
import Testing

@testable import AdminPlane

@Suite(.lentDatabase) struct VerificationControllerTests {
    private static let uri = "/api/v1/tenants/acme/verify"

    @Test func resultIsAnAnswerAlsoWhereAProbeFailed() async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(.post, Self.uri)

        #expect(response.status == .ok)
        #expect(response.headers[.contentType] == "application/json")
        #expect(try response.members["passed"] == .boolean(false))
        try APIDescription().expect(response, toBe: "VerificationResult")
    }

    @Test func probesAreToldAsTheyEnd() async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(.post, Self.uri, json: "{}", headers: [.accept: "text/event-stream"])

        #expect(response.status == .ok)
        #expect(response.headers[.contentType] == "text/event-stream")
        let events = response.text.split(separator: "\n\n").map { $0.split(separator: "\n") }
        #expect(events.map { $0.first } == ["event: probe", "event: probe", "event: probe", "event: result"])
        let data = try events.map { try #require($0.last?.dropFirst("data: ".count)) }
        let probes = try data.dropLast().map {
            try JSONDecoder().decode(VerificationProbe.self, from: Data($0.utf8))
        }
        let result = try JSONDecoder().decode(VerificationResult.self, from: Data(try #require(data.last).utf8))
        #expect(probes.map(\.id) == ["dynamics_name", "token", "who_am_i"])
        #expect(result.probes == probes)
        #expect(!result.passed)
    }

    @Test func refusalsComeBeforeTheStream() async throws {
        let bundle = try await AdminBundle()
        let stream: HTTPFields = [.accept: "text/event-stream"]

        let nobody = try await bundle.send(.post, "/api/v1/tenants/nobody/verify", headers: stream)
        let noNumber = try await bundle.send(.post, Self.uri, json: #"{"sample":"no number"}"#, headers: stream)
        let unknown = try await bundle.send(.post, Self.uri, json: #"{"samples":"1"}"#, headers: stream)
        let noToken = try await bundle.send(
            .post,
            Self.uri,
            headers: [.accept: "text/event-stream", .authorization: ""]
        )

        #expect(nobody.status == .notFound)
        #expect(noNumber.status == .unprocessableContent)
        #expect(try noNumber.problem.errors?.map(\.pointer) == ["/sample"])
        #expect(!noNumber.text.contains("no number"))
        #expect(unknown.status == .unprocessableContent)
        #expect(noToken.status == .unauthorized)
    }

    @Test func whoseTurnDoesNotComeIsToldWhenToComeBack() async throws {
        let bundle = try await AdminBundle()

        for headers in [[:], [.accept: "text/event-stream"]] as [HTTPFields] {
            let response = try await bundle.send(.post, "/api/v1/tenants/crowded/verify", headers: headers)

            #expect(response.status == .tooManyRequests)
            #expect(response.headers[.retryAfter] == "5")
            #expect(try response.problem.code == .tooManyVerifications)
        }
    }

    @Test func hintsAndStatusesAreDescribed() throws {
        let description = try APIDescription()

        #expect(description.values(of: "VerificationHint") == VerificationHint.allCases.map { $0.rawValue })
        #expect(description.values(of: "ProbeStatus") == VerificationProbe.Status.allCases.map { $0.rawValue })
    }
}
