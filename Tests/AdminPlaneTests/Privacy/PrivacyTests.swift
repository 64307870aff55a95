import Dynamics
import Foundation
import HTTPTypes
import HookswitchTesting
import HummingbirdTesting
import NIOPosix
import Postgres
import Routing
import Testing

@testable import AdminPlane
@testable import Hookswitch

/// One caller found and erased, and everybody else left as they were.
@Suite(.lentDatabase) struct PrivacyTests {
    private static let number = "+358501112223"
    private static let other = "+358501112224"
    private static let reason: HTTPFields = [.auditReason: "ticket 7"]

    private static func body(_ number: String = Self.number, of slug: String = "acme") -> String {
        #"{"tenant":"\#(slug)","number":"\#(number)"}"#
    }

    private static func find(_ number: String, _ bundle: AdminBundle) async throws -> FoundCaller {
        let response = try await bundle.send(
            .post,
            "/api/v1/privacy/search",
            json: Self.body(number),
            headers: Self.reason
        )
        #expect(response.status == .ok, "\(response.text)")
        try APIDescription().expect(response, toBe: "FoundCaller")
        return try JSONDecoder().decode(FoundCaller.self, from: Data(response.text.utf8))
    }

    @Test(arguments: ["/api/v1/privacy/search", "/api/v1/privacy/erasures"])
    func aTenantThatCannotBeIsNotFound(path: String) async throws {
        let bundle = try await AdminBundle()

        let json = Self.body(of: #"acme\u0000"#)
        let response = try await bundle.send(.post, path, json: json, headers: Self.reason)

        #expect(response.status == .notFound, "\(response.text)")
    }

    @Test func aCallerIsFoundHoweverTheNumberIsWrittenAndErasedWithProof() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        let scope = try await bundle.scope(of: "acme")
        let decisions = [
            try await bundle.spooled(Self.number, of: scope, sequence: 1),
            try await bundle.spooled(Self.other, of: scope, sequence: 2),
            try await bundle.spooled(Self.number, of: scope, sequence: 3),
        ]
        let writer = UUID()
        try await bundle.ship(decisions, of: writer)

        #expect(try await Self.find(Self.number, bundle).decisions.count == 2)
        #expect(try await Self.find("050 111 2223", bundle).decisions.count == 2)
        let erasure = try await bundle.erase(Self.number, of: "acme")

        #expect(erasure.decisionCount == 2)
        #expect(try await Self.find(Self.number, bundle).decisions.count == 0)
        #expect(try await Self.find(Self.other, bundle).decisions.count == 1)
        for decision in decisions {
            let id = DecisionID(decidedAt: decision.decidedAt, writer: writer, sequence: decision.sequence)
            let read = try await bundle.send(.get, "/api/v1/decisions/\(id)")
            let isErased = decision.sequence != 2
            #expect(read.status == (isErased ? .gone : .ok), "\(read.text)")
            if isErased { #expect(try read.problem.code == .decisionErased) }
        }
        let list = try await bundle.send(.get, "/api/v1/decisions?tenant=acme")
        #expect(try list.elements.filter { $0["caller"] == .text("erased") }.count == 2)
        #expect(try list.elements.allSatisfy { $0["outcome"] == .text("no_match") && $0["pool"] != nil })
        let left = try await bundle.database.pool.withTransaction { transaction in
            try await transaction.query(
                """
                SELECT d::text AS line FROM hookswitch.decision AS d WHERE erased_at IS NOT NULL
                    AND (caller_digest IS NOT NULL OR caller_mask IS NOT NULL OR caller_sealed IS NOT NULL
                        OR call_id IS NOT NULL OR lookup IS NOT NULL)
                """
            )
        }
        #expect(left.isEmpty)
        let id = try #require(erasure.id)
        let certificate = try await bundle.send(.get, "/api/v1/privacy/erasures/\(id)/certificate")
        try APIDescription().expect(certificate, toBe: "Certificate")
        #expect(try bundle.fault(of: certificate.text) == nil)
        let export = try await bundle.send(.get, "/api/v1/audit/export")
        let head = try #require(Certificate(json: certificate.text)?.auditHead)
        #expect(try bundle.verify(export.text, saved: [head]).isIntact)
        for text in [certificate.text, export.text, list.text] { #expect(!text.contains("501112223")) }
        #expect(!bundle.log.text.contains("501112223"))
    }

    @Test func whatASpoolStillHoldsOfAnErasedCallerIsErasedWhenItIsShipped() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        let scope = try await bundle.scope(of: "acme")
        let later = Moment(microseconds: Moment.now().microseconds + 3_600_000_000)
        let decisions = [
            try await bundle.spooled(Self.number, of: scope, sequence: 1),
            try await bundle.spooled(Self.other, of: scope, sequence: 2),
            try await bundle.spooled(Self.number, of: scope, at: later, sequence: 3),
        ]
        _ = try await bundle.erase(Self.number, of: "acme")

        try await bundle.ship(decisions)

        let rows = try await bundle.database.pool.withTransaction { transaction in
            try await transaction.query(
                """
                SELECT erased_at IS NOT NULL AS is_erased,
                    num_nonnulls(caller_digest, caller_mask, caller_sealed, call_id, lookup) AS left
                FROM hookswitch.decision ORDER BY sequence
                """
            ).map { (try $0.decode("is_erased", as: Bool.self), try $0.decode("left", as: Int32.self)) }
        }
        #expect(rows.map(\.0) == [true, false, false])
        #expect(rows.map(\.1) == [0, 5, 5])
    }

    @Test func everyServerForgetsAnErasedCaller() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        let scope = try await bundle.scope(of: "acme")
        let upstream = try Upstream(eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: bundle.log.logger)
        let loader = SnapshotLoader(
            database: bundle.database,
            assembly: try bundle.assembly(upstream),
            logger: bundle.log.logger
        )
        let before = try await loader.load(after: .empty, isFirst: true)
        let directory = try #require(before.tenants[scope.tenantID]).directory
        let numbers = try [Self.number, Self.other].map { try PhoneNumber(parsing: $0) }
        for number in numbers {
            directory.cache.remember(.known(.contact), of: number, as: directory.identity(of: number), at: .now)
        }

        _ = try await bundle.erase(Self.number, of: "acme")
        let after = try await loader.load(after: before, isFirst: false)
        await upstream.shutdown()

        let kept = try #require(after.tenants[scope.tenantID]).directory
        #expect(kept === directory)
        #expect(numbers.map(kept.remembers) == [false, true])
    }

    @Test func whatIsWrongIsSaidAndChangesNothing() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        let scope = try await bundle.scope(of: "acme")
        try await bundle.ship([try await bundle.spooled(Self.number, of: scope)])

        for path in ["/api/v1/privacy/search", "/api/v1/privacy/erasures"] {
            let unreasoned = try await bundle.send(.post, path, json: Self.body())
            let wrong = try await bundle.send(.post, path, json: Self.body("nobody"), headers: Self.reason)
            let unknown = try await bundle.send(.post, path, json: Self.body(of: "beta"), headers: Self.reason)
            let query = try await bundle.send(.post, path + "?number=1", json: Self.body(), headers: Self.reason)

            #expect(try unreasoned.problem.code == .reasonRequired)
            #expect(try wrong.problem.errors?.map(\.pointer) == ["/number"])
            #expect(unknown.status == .notFound)
            #expect(try query.problem.code == .unknownParameter)
        }
        let planned = try await bundle.send(
            .post,
            "/api/v1/privacy/erasures?dry_run=true",
            json: Self.body(),
            headers: Self.reason
        )
        #expect(planned.status == .ok)
        try APIDescription().expect(planned, toBe: "Erasure")
        #expect(try planned.members["decision_count"] == .integer(1))
        #expect(try planned.members["id"] == nil)
        #expect(try await Self.find(Self.number, bundle).decisions.count == 1)
        #expect(try await bundle.count("erased_caller", of: scope) == 0)
    }

    @Test func aCallerOfOneTenantIsNoneOfAnothers() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme", "beta")
        for slug in ["acme", "beta"] {
            let scope = try await bundle.scope(of: slug)
            try await bundle.ship([try await bundle.spooled(Self.number, of: scope)])
        }

        _ = try await bundle.erase(Self.number, of: "beta")

        #expect(try await Self.find(Self.number, bundle).decisions.count == 1)
    }
}
