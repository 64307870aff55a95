import HTTPTypes
import HummingbirdTesting
import Testing

@testable import AdminPlane

@Suite(.lentDatabase) struct OverviewControllerTests {
    @Test func poolsAndQueuesAreThoseOfTheDocument() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")

        let pools = try await bundle.send(.get, "/api/v1/tenants/acme/pools")
        let queues = try await bundle.send(.get, "/api/v1/tenants/acme/queues")

        try APIDescription().expect(pools, toBe: "PoolList")
        try APIDescription().expect(queues, toBe: "QueueList")
        #expect(try pools.each("number") == ["+35840675644"])
        #expect(try queues.each("number") == ["+35853445657"])
        #expect(queues.text.contains(#""rule":"Known""#))
    }

    @Test func theChecklistSaysWhatToRunNext() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")

        let before = try await bundle.send(.get, "/api/v1/tenants/acme/checklist")
        _ = try await bundle.send(.post, "/api/v1/tenants/acme/webhook-keys")
        _ = try await bundle.ship(count: 1, of: "acme")
        let after = try await bundle.send(.get, "/api/v1/tenants/acme/checklist")

        try APIDescription().expect(before, toBe: "Checklist")
        try APIDescription().expect(after, toBe: "Checklist")
        #expect(try before.members["done"] == .integer(4))
        #expect(before.text.contains("hookswitch webhook-key create acme"))
        #expect(before.text.contains("hookswitch tenant handoff acme"))
        #expect(try after.members["done"] == .integer(6))
        #expect(after.text.contains("hookswitch tenant verify acme"))
    }

    @Test func healthCountsCallsAndTellsOfTheSecret() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        _ = try await bundle.ship(count: 3, of: "acme")

        let unserved = try await bundle.send(.get, "/api/v1/tenants/acme/health")
        try await bundle.readSnapshot()
        let served = try await bundle.send(.get, "/api/v1/tenants/acme/health")

        try APIDescription().expect(served, toBe: "TenantHealth")
        #expect(try unserved.members["breaker"] == .text("unknown"))
        #expect(try served.members["breaker"] == .text("closed"))
        #expect(served.text.contains(#""outcomes":{"withheld":3}"#))
        #expect(served.text.contains(#""expires_at":"2027-05-01T00:00:00.000Z""#))
    }

    @Test func theServerSaysWhatItIsAndHowItIsSet() async throws {
        let bundle = try await AdminBundle()

        let system = try await bundle.send(.get, "/api/v1/system")
        let settings = try await bundle.send(.get, "/api/v1/system/config")

        try APIDescription().expect(system, toBe: "System")
        try APIDescription().expect(settings, toBe: "SettingList")
        #expect(try system.members["instance"] == .text("one.example"))
        #expect(try settings.each("value") == ["***"])
    }

    @Test func importsAreListedNewestFirst() async throws {
        let bundle = try await AdminBundle()
        let first = try await bundle.planned(SampleDocument.line(slug: "acme"))
        let second = try await bundle.planned(SampleDocument.line(slug: "beta"))

        let all = try await bundle.send(.get, "/api/v1/imports")
        let page = try await bundle.send(.get, "/api/v1/imports?limit=1")
        let next = try await bundle.send(.get, "/api/v1/imports?limit=1&after=\(second)")

        try APIDescription().expect(all, toBe: "ImportEntryList")
        #expect(try all.ids == [second, first])
        #expect(try page.ids == [second])
        #expect(try next.ids == [first])
    }

    @Test func aListIsNarrowedByTextStatusAndExpiry() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme", "beta")
        _ = try await bundle.send(.post, "/api/v1/tenants/beta/suspend")
        _ = try await bundle.ship(count: 2, of: "acme")
        let list = { (query: String) in try await bundle.send(.get, "/api/v1/tenants?" + query).each("slug") }

        #expect(try await list("q=ACM") == ["acme", "beta"])
        #expect(try await list("q=bet") == ["beta"])
        #expect(try await list("q=%25") == [])
        #expect(try await list("status=suspended") == ["beta"])
        #expect(try await list("status=active") == ["acme"])
        #expect(try await list("expires_before=2027-04-01T00:00:00Z") == [])
        #expect(try await list("expires_before=2027-06-01T00:00:00Z&status=active") == ["acme"])
        let wrong = try await bundle.send(.get, "/api/v1/tenants?status=gone")
        #expect(try wrong.problem.code == .invalidParameter)
        let counted = try await bundle.send(.get, "/api/v1/tenants?expand=activity")
        try APIDescription().expect(counted, toBe: "TenantList")
        #expect(counted.text.contains(#""calls_24h":2"#) && counted.text.contains(#""calls_24h":0"#))
        #expect(!(try await bundle.send(.get, "/api/v1/tenants")).text.contains("calls_24h"))
    }
}
