import HTTPTypes
import HummingbirdTesting
import Postgres
import Testing

@testable import AdminPlane
@testable import Hookswitch

/// What the list says of tenants besides, and by what it is narrowed.
@Suite(.lentDatabase) struct TenantListTests {
    private static func decide(_ slug: String, _ outcome: String, in bundle: AdminBundle) async throws {
        try await bundle.database.pool.withTransaction { transaction in
            try await transaction.run(
                script: """
                    SELECT hookswitch.ensure_decision_partition(now());
                    INSERT INTO hookswitch.decision (
                        tenant_id, decided_at, writer_id, sequence, decision_id, outcome, tenant_version, caller_fact, lookup,
                        duration_us
                    )
                    SELECT tenant_id, now(), tenant_id, 1, tenant_id, '\(outcome)', 1, 'unknown', '{}', 1
                    FROM hookswitch.tenant WHERE slug = '\(slug)'
                    """
            )
        }
    }

    @Test func healthIsAWordAndNarrowsTheList() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("failing", "healthy", "silent", "suspended")
        let bare = SampleDocument.json(slug: "bare").replacing("\"secret\": {\"value\": \"canary-secret\"}, ", with: "")
        _ = try await bundle.send(.post, "/api/v1/tenants/apply", json: SampleDocument.apply(bare))
        _ = try await bundle.send(.post, "/api/v1/tenants/suspended/suspend")
        try await Self.decide("failing", "crm_timeout", in: bundle)
        try await Self.decide("healthy", "routed", in: bundle)

        for health in TenantHealth.Verdict.allCases where health != .credentialExpired && health != .noCredential {
            let list = try await bundle.send(.get, "/api/v1/tenants?health=\(health.rawValue)")
            let shown = try await bundle.send(.get, "/api/v1/tenants/\(health.rawValue)/health")

            #expect(try list.slugs == [health.rawValue], "\(list.text)")
            #expect(try shown.members["health"] == .text(health.rawValue))
            try APIDescription().expect(shown, toBe: "TenantHealth")
        }
        #expect(try await bundle.send(.get, "/api/v1/tenants?health=no_credential").slugs == ["bare"])
        #expect(try await bundle.send(.get, "/api/v1/tenants?health=ill").status == .badRequest)
    }

    @Test func ofManyCallsTheNewestDecide() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        // An outage that began after 120 good calls, all within the 15 minutes.
        try await bundle.database.pool.withTransaction { transaction in
            try await transaction.run(
                script: """
                    SELECT hookswitch.ensure_decision_partition(now() - interval '15 minutes');
                    SELECT hookswitch.ensure_decision_partition(now());
                    INSERT INTO hookswitch.decision (
                        tenant_id, decided_at, writer_id, sequence, decision_id, outcome, tenant_version, caller_fact, lookup,
                        duration_us
                    )
                    SELECT t.tenant_id, now() - interval '14 minutes' + n * interval '2 seconds', t.tenant_id, n,
                        gen_random_uuid(), (CASE WHEN n <= 120 THEN 'routed' ELSE 'crm_timeout' END)::hookswitch.outcome, 1,
                        'unknown', '{}', 1
                    FROM hookswitch.tenant AS t CROSS JOIN generate_series(1, 320) AS n
                    """
            )
        }

        let shown = try await bundle.send(.get, "/api/v1/tenants/acme/health")

        #expect(try shown.members["health"] == .text("failing"))
        #expect(try await bundle.send(.get, "/api/v1/tenants?health=failing").slugs == ["acme"])
    }

    @Test func pagesOfAVerdictFollowEachOther() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("aa", "bb", "cc")

        let first = try await bundle.send(.get, "/api/v1/tenants?health=silent&limit=2")
        let second = try await bundle.send(.get, "/api/v1/tenants?health=silent&limit=2&after=bb")

        #expect(try first.slugs == ["aa", "bb"])
        #expect(try first.members["next_cursor"] == .text("bb"))
        #expect(try second.slugs == ["cc"])
        #expect(try second.members["has_more"] == .boolean(false))
    }

    @Test func howFarATenantIsStandsInTheList() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")

        let plain = try await bundle.send(.get, "/api/v1/tenants")
        let list = try await bundle.send(.get, "/api/v1/tenants?expand=onboarding,activity")
        let shown = try await bundle.send(.get, "/api/v1/tenants/acme?expand=onboarding")
        try await Self.decide("acme", "routed", in: bundle)
        let called = try await bundle.send(.get, "/api/v1/tenants/acme?expand=onboarding")

        #expect(!plain.text.contains("onboarding"))
        #expect(
            list.text.contains(#""onboarding":{"done":4,"missing":["verify","key","call"],"total":7}"#),
            "\(list.text)"
        )
        try APIDescription().expect(list, toBe: "TenantList")
        #expect(shown.text.contains(#""done":4"#))
        #expect(called.text.contains(#""missing":["key"]"#), "\(called.text)")
        #expect(try await bundle.send(.get, "/api/v1/tenants?expand=onboarding,all").status == .badRequest)
    }

    @Test func whereCountingIsHeldUpTheListComesWithoutIt() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        try await Self.decide("acme", "routed", in: bundle)

        // Whoever counts waits for this lock, as for a disk that does not answer.
        let (list, health) = try await bundle.database.pool.withTransaction { transaction in
            try await transaction.run(script: "LOCK TABLE hookswitch.decision IN ACCESS EXCLUSIVE MODE")
            let list = try await bundle.send(.get, "/api/v1/tenants?expand=activity,onboarding")
            return (list, try await bundle.send(.get, "/api/v1/tenants?health=silent"))
        }
        let after = try await bundle.send(.get, "/api/v1/tenants?expand=activity,onboarding")

        #expect(list.status == .ok, "\(list.text)")
        #expect(try list.slugs == ["acme"])
        #expect(!list.text.contains("activity") && !list.text.contains("onboarding"))
        #expect(try health.problem.code == .unavailable)
        #expect(try health.problem.detail.contains("counted"))
        #expect(after.text.contains(#""calls_24h":1"#))
    }
}

extension TestResponse {
    /// The slugs of a list.
    fileprivate var slugs: [String] {
        get throws {
            guard case .list(let data) = try self.members["data"] else { return [] }
            return data.compactMap { element in
                guard case .members(let members) = element, case .text(let slug)? = members["slug"] else { return nil }
                return slug
            }
        }
    }
}
