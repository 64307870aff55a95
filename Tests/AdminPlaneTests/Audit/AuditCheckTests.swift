import Foundation
import HTTPTypes
import HummingbirdTesting
import Postgres
import Testing

@testable import AdminPlane
@testable import Hookswitch

/// The server's own check of the audit.
@Suite(.lentDatabase) struct AuditCheckTests {
    private static let uri = "/api/v1/audit/verify"

    private static func checks(_ response: TestResponse) throws -> [AuditChainCheck] {
        struct Page: Decodable { let data: [AuditChainCheck] }
        #expect(response.status == .ok, "\(response.text)")
        return try JSONDecoder().decode(Page.self, from: Data(response.text.utf8)).data
    }

    private static let everybody = Operator(tokenID: UUID(), name: "liisa", role: .admin, reach: .all)

    @Test func whatIsAsItWasWrittenIsIntact() async throws {
        let bundle = try await AdminBundle()
        // The chains are listed by when their tenants were made.
        try await bundle.apply("acme")
        try await bundle.apply("beta")
        _ = try await bundle.rename("Acme Ab")

        let response = try await bundle.send(.get, Self.uri)
        let checks = try Self.checks(response)
        let exported = try bundle.verify(try await bundle.send(.get, "/api/v1/audit/export").text)

        try APIDescription().expect(response, toBe: "AuditChainCheckList")
        #expect(checks.map(\.tenant) == [nil, "acme", "beta"])
        #expect(checks.map(\.recordCount) == [1, 2, 1])
        #expect(checks.map(\.checkedCount) == [1, 2, 1])
        #expect(checks.allSatisfy { $0.isIntact && $0.isComplete && $0.fault == nil })
        // The same heads as the verification of an export names.
        #expect(checks.map(\.head) == exported.chains.map(\.head))
    }

    @Test func aChainBeyondWhatOneRequestReadsIsSaidToBeReadSoFar() async throws {
        let bundle = try await AdminBundle()
        // The chains are listed by when their tenants were made.
        try await bundle.apply("acme")
        try await bundle.apply("beta")
        for number in 0..<5 { _ = try await bundle.rename("Acme \(number)") }
        let limits = AuditCheckLimits(recordCount: 3)
        let audit = bundle.services.audit

        var pages: [[AuditChainCheck]] = []
        var next: String?
        repeat {
            let page = try await audit.verify(
                tenant: nil,
                limit: 50,
                after: next,
                for: Self.everybody,
                within: limits
            )
            pages.append(page.data)
            next = page.next
        } while next != nil && pages.count < 9

        #expect(pages.map { $0.map(\.tenant) } == [[nil], ["acme"], ["beta"]])
        let acme = try #require(pages.dropFirst().first?.first)
        #expect(acme.isIntact && !acme.isComplete)
        #expect(acme.recordCount == 6 && acme.checkedCount == 3)
        #expect(acme.head == nil)
    }

    @Test func whenItsTimeIsOverItGoesOnBehindTheFirstChain() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        var times = [ContinuousClock.Instant.now]
        let late = times[0] + .seconds(11)

        let page = try await bundle.services.audit.verify(
            tenant: nil,
            limit: 50,
            after: nil,
            for: Self.everybody,
            within: AuditCheckLimits(),
            now: { times.popLast() ?? late }
        )

        #expect(page.data.map(\.isComplete) == [false])
        #expect(page.data.map(\.isIntact) == [true])
        #expect(page.next == "installation")
    }

    @Test(arguments: [
        (
            "UPDATE hookswitch.audit_record SET subject = 'other' WHERE sequence = 2 AND action = 'tenant.change'",
            "edited", 2
        ),
        ("DELETE FROM hookswitch.audit_record WHERE sequence = 2 AND action = 'tenant.change'", "missing", 2),
        (
            "UPDATE hookswitch.audit_head_signature SET signature = decode(repeat('00', 64), 'hex')",
            "wrong_signature", nil
        ),
        (
            "DELETE FROM hookswitch.audit_record WHERE sequence = 3 AND action = 'tenant.change';"
                + "UPDATE hookswitch.audit_chain AS c SET sequence = 2, hash = r.hash FROM hookswitch.audit_record AS r"
                + " WHERE c.sequence = 3 AND r.tenant_id = c.tenant_id AND r.sequence = 2;"
                + "DELETE FROM hookswitch.audit_head_signature WHERE sequence = 3", "cut", 3
        ),
        (Self.removal, "cut", 1),
    ])
    func whatWasDoneBehindItsBackIsFound(statement: String, kind: String, sequence: Int64?) async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        _ = try await bundle.rename("Acme Ab")
        _ = try await bundle.rename("Acme Oyj")
        _ = try Self.checks(try await bundle.send(.get, Self.uri))
        try await bundle.script(statement)

        let checks = try Self.checks(try await bundle.send(.get, Self.uri + "?tenant=acme"))

        #expect(checks.map(\.tenant) == ["acme"])
        #expect(checks.first?.isIntact == false)
        #expect(checks.first?.fault?.kind.rawValue == kind, "\(checks)")
        #expect(checks.first?.fault?.sequence == sequence)
        #expect(checks.first?.head == nil)
    }

    /// Takes all away that there is of a tenant's audit.
    private static let removal = ["record", "head_signature", "chain"].map { table in
        "DELETE FROM hookswitch.audit_\(table) WHERE tenant_id = "
            + "(SELECT tenant_id FROM hookswitch.tenant WHERE slug = 'acme')"
    }.joined(separator: ";")

    @Test func aChainThatIsGoneStandsInItsPlace() async throws {
        let bundle = try await AdminBundle()
        // The chains are listed by when their tenants were made.
        for slug in ["before", "acme", "behind"] { try await bundle.apply(slug) }
        _ = try Self.checks(try await bundle.send(.get, Self.uri))
        try await bundle.script(Self.removal)

        var found: [[String?]] = []
        for limit in [1, 2, 50] {
            var checks: [AuditChainCheck] = []
            var path = "\(Self.uri)?limit=\(limit)"
            while true {
                let page = try await bundle.send(.get, path)
                checks += try Self.checks(page)
                guard case .text(let next)? = try page.members["next_cursor"], checks.count < 9 else { break }
                path = "\(Self.uri)?limit=\(limit)&after=\(next)"
            }
            found.append(checks.map(\.tenant))
            #expect(checks.map(\.isIntact) == [true, true, false, true])
            #expect(checks.filter { !$0.isIntact }.map(\.fault?.kind) == [.cut])
        }
        #expect(found == Array(repeating: [nil, "before", "acme", "behind"], count: 3))
    }

    @Test func oneCheckGoesAtATime() async throws {
        let bundle = try await AdminBundle()

        let busy = try await bundle.services.audit.checkTurn.take { try await bundle.send(.get, Self.uri) }
        let next = try await bundle.send(.get, Self.uri)

        #expect(busy.status == .tooManyRequests, "\(busy.text)")
        #expect(busy.headers[.retryAfter] == "5")
        #expect(try busy.problem.code == .tooManyVerifications)
        try APIDescription().expect(busy, toBe: "Problem")
        #expect(next.status == .ok)
    }

    @Test func pagesCursorsAndTenantsAreAsOfOtherLists() async throws {
        let bundle = try await AdminBundle()
        // The chains are listed by when their tenants were made.
        try await bundle.apply("acme")
        try await bundle.apply("beta")

        let first = try await bundle.send(.get, Self.uri + "?limit=2")
        guard case .text(let next)? = try first.members["next_cursor"] else {
            Issue.record("no second page: \(first.text)")
            return
        }
        let second = try await bundle.send(.get, Self.uri + "?limit=2&after=\(next)")

        #expect(try Self.checks(first).count == 2)
        #expect(try Self.checks(second).map(\.tenant) == ["beta"])
        #expect(try second.members["has_more"] == .boolean(false))
        #expect(try await bundle.send(.get, Self.uri + "?after=x").problem.code == .invalidParameter)
        #expect(try await bundle.send(.get, Self.uri + "?tenant=nobody").status == .notFound)
        #expect(try await bundle.send(.get, Self.uri + "?tenant=Acme").status == .badRequest)
    }
}
