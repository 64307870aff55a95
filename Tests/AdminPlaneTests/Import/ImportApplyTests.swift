import Foundation
import HTTPTypes
import HummingbirdTesting
import Postgres
import Routing
import Testing

@testable import AdminPlane
@testable import Hookswitch

@Suite(.lentDatabase) struct ImportApplyTests {
    /// Cuts an apply off.
    private struct Cut: Error {}

    @Test func planIsAppliedAndAppliedAgainDoesNothing() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("beta")
        let id = try await bundle.planned(
            SampleDocument.lines(["acme"]) + SampleDocument.lines(["beta"], name: "Beta Ab") + "{}\n"
        )

        let applied = try await bundle.applyImport(id)
        let again = try await bundle.applyImport(id)

        #expect(applied.status == .ok, "\(applied.text)")
        #expect(try applied.count("applied") == 2)
        #expect(try applied.count("refused") == 1)
        #expect(again.text == applied.text)
        #expect(try await bundle.send(.get, "/api/v1/tenants/acme").members["version"] == .integer(1))
        let beta = try await bundle.send(.get, "/api/v1/tenants/beta").members
        #expect(beta["version"] == .integer(2))
        #expect(beta["name"] == .text("Beta Ab"))
        // The secret of a row is the tenant's, as if the document had been applied.
        let same = try await bundle.send(
            .post,
            "/api/v1/tenants/apply",
            json: SampleDocument.apply(SampleDocument.json(slug: "acme"))
        )
        #expect(same.text.contains(#""change":"same""#))
        try APIDescription().expect(applied, toBe: "Import")
    }

    @Test func rowsAreToldAsTheyEnd() async throws {
        let bundle = try await AdminBundle()
        let id = try await bundle.planned(SampleDocument.lines(["acme", "beta"]))

        let response = try await bundle.send(
            .post,
            "/api/v1/imports/\(id)/apply",
            headers: [.accept: "text/event-stream"]
        )

        let names = response.text.split(separator: "\n\n").map { $0.split(separator: "\n").first ?? "" }
        #expect(names == ["event: item", "event: item", "event: result"])
    }

    @Test func planThatTheWorldHasMovedUnderIsRefusedWhole() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("changed", "same")
        let moves: [(file: String, move: String)] = [
            (SampleDocument.lines(["other", "new"]), "new"),
            (SampleDocument.lines(["third"]) + SampleDocument.lines(["changed"], name: "Changed Ab"), "changed"),
            (SampleDocument.lines(["fourth", "same"]), "same"),
        ]

        for (file, slug) in moves {
            let id = try await bundle.planned(file)
            let document = SampleDocument.json(slug: slug, name: "Somebody else's")
            _ = try await bundle.send(.post, "/api/v1/tenants/apply", json: SampleDocument.apply(document))
            let refused = try await bundle.applyImport(id)

            #expect(refused.status == .preconditionFailed, "\(slug)")
            let problem = try refused.problem
            #expect(problem.code == .planStale)
            #expect(problem.errors?.map(\.pointer) == ["/1/slug"], "\(slug)")
            #expect(problem.errors?.map(\.code) == ["plan_stale"])
            #expect(try await bundle.send(.get, "/api/v1/imports/\(id)").count("applied") == 0)
            try APIDescription().expect(refused, toBe: "Problem")
        }
        for slug in ["other", "third", "fourth"] {
            #expect(try await bundle.send(.get, "/api/v1/tenants/\(slug)").status == .notFound)
        }
    }

    @Test func rowWhoseTenantMovesAtTheLastMomentFailsAlone() async throws {
        let bundle = try await AdminBundle()
        let service = ImportService(tenants: bundle.services.tenants)
        let id = try #require(ImportID(parsing: try await bundle.planned(SampleDocument.lines(["acme", "beta"]))))
        let actor = try #require(try await bundle.services.tokens.authenticate(Array(bundle.token.utf8)))

        // Between the look at all tenants and the row's own transaction.
        let run = try await service.prepareApply(id, by: actor)
        try await bundle.apply("acme")
        let result = try await run.run()

        #expect(result.statuses.failed == 1)
        #expect(result.statuses.applied == 1)
        let failed = try await bundle.items("\(id)", query: "?status=failed")
        #expect(try failed.each("slug") == ["acme"])
        #expect(try failed.issueCodes == ["plan_stale"])
    }

    @Test func aServerThatLacksTheKeyLeavesTheRowsToOneThatHasIt() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("beta")
        let file = SampleDocument.lines(["acme"]) + SampleDocument.lines(["beta"], name: "Beta Ab")
        let id = try #require(ImportID(parsing: try await bundle.planned(file)))
        let actor = try #require(try await bundle.services.tokens.authenticate(Array(bundle.token.utf8)))
        var random = SystemRandomNumberGenerator()
        let strange = try AdminBundle.services(
            on: bundle.database,
            keyRing: KeyRing(random: &random),
            snapshots: bundle.snapshots
        )

        let failure = await #expect(throws: ImportError.self) {
            _ = try await ImportService(tenants: strange.tenants).prepareApply(id, by: actor).run()
        }

        guard case .keyRing(.unknownKey)? = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        let waiting = try await bundle.send(.get, "/api/v1/imports/\(id)")
        #expect(try waiting.count("pending") == 2, "\(waiting.text)")
        let applied = try await bundle.applyImport("\(id)")
        #expect(try applied.count("applied") == 2, "\(applied.text)")
    }

    @Test func applyThatIsCutOffIsGoneOnWithAndNoRowIsAppliedTwice() async throws {
        let bundle = try await AdminBundle()
        let service = ImportService(tenants: bundle.services.tenants)
        let slugs = (0..<20).map { "tenant-\($0)" }
        let id = try #require(ImportID(parsing: try await bundle.planned(SampleDocument.lines(slugs))))
        let actor = try #require(try await bundle.services.tokens.authenticate(Array(bundle.token.utf8)))

        var reported = 0
        await #expect(throws: Cut.self) {
            _ = try await service.prepareApply(id, by: actor).run { _ in
                reported += 1
                if reported == 7 { throw Cut() }
            }
        }
        let cut = try await service.show(id, for: actor)
        // Two at once, and they share the rest.
        async let second = service.prepareApply(id, by: actor).run()
        async let third = service.prepareApply(id, by: actor).run()
        _ = try await (second, third)
        let done = try await service.show(id, for: actor)

        #expect(cut.statuses.applied >= 7 && cut.statuses.applied < 20)
        #expect(cut.statuses.applied + cut.statuses.pending == 20)
        #expect(done.statuses.applied == 20)
        let versions = try await bundle.database.pool.withTransaction { transaction in
            try await transaction.query(
                "SELECT count(*) AS count, max(version) AS highest FROM hookswitch.tenant_version"
            )
        }
        #expect(try versions.first?.decode("count", as: Int64.self) == 20)
        #expect(try versions.first?.decode("highest", as: Int32.self) == 1)
    }

    @Test func restrictedOperatorImportsTheirOwnAlone() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme", "beta")
        let order = APITokenOrder(name: "ci", role: .operator, tenants: ["acme"])
        let token = try await bundle.services.tokens.create(order, by: nil).value.reveal()
        let theirs: HTTPFields = [.authorization: "Bearer \(token)"]
        let others = try await bundle.planned(SampleDocument.lines(["new"]))

        let plan = try await bundle.plan(
            SampleDocument.lines(["acme", "beta", "new"], name: "Other Oy"),
            headers: theirs
        )
        let id = try plan.importID
        let items = try await bundle.send(.get, "/api/v1/imports/\(id)/items", headers: theirs)
        let applied = try await bundle.send(.post, "/api/v1/imports/\(id)/apply", headers: theirs)

        #expect(try items.each("action") == ["change", "invalid", "invalid"])
        #expect(Set(try items.issueTexts("detail")).count == 1)
        #expect(try applied.count("applied") == 1)
        #expect(try await bundle.send(.get, "/api/v1/tenants/beta").members["version"] == .integer(1))
        #expect(try await bundle.send(.get, "/api/v1/imports/\(others)", headers: theirs).status == .notFound)
        #expect(try await bundle.send(.post, "/api/v1/imports/\(others)/apply", headers: theirs).status == .notFound)
        // Who may see all tenants sees what they planned.
        #expect(try await bundle.send(.get, "/api/v1/imports/\(id)").status == .ok)
    }
}
