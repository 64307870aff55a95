import Foundation
import HookswitchTesting
import NIOCore
import Postgres
import Testing

@testable import AdminPlane
@testable import Hookswitch

/// Every list of the API with 10,000 tenants, over HTTP, in the build that is tested.
@Suite(.lentDatabase, .serialized) struct ListSpeedTests {
    /// What a page may take.
    private static let limit = Duration.milliseconds(200)
    /// How many requests one median is of.
    private static let roundSize = 5
    /// How often a page is tried that was slow: other tests run beside this one, and what they take only makes it slower.
    private static let roundCount = 8

    /// A page: its path and query, and the body if it is asked for with POST.
    private struct Page: CustomStringConvertible {
        let uri: String
        var body: String?
        var description: String { self.uri + (self.body.map { " " + $0 } ?? "") }
    }

    /// The pages of each list by its operation: as many on a page as it allows, and tenants from the beginning, the middle and
    /// the end. What the command line asks for is `expand=activity,onboarding`, of the tenants with the most calls.
    private static func pages(importID: String) -> [String: [Page]] {
        let busy = SampleFleet.busySlug
        let gets: [String: [String]] = [
            "listTenants": [
                "tenants?limit=200", "tenants?limit=200&after=\(SampleFleet.slug(5000))",
                "tenants?limit=200&after=\(SampleFleet.slug(9900))", "tenants?limit=200&tag=rare",
                "tenants?limit=200&tag=common&after=\(SampleFleet.slug(5000))", "tenants?limit=200&status=suspended",
                "tenants?limit=200&q=customer%2077", "tenants?limit=200&q=nowhere",
                "tenants?limit=200&expires_before=2000-01-01T00:00:00Z",
                "tenants?limit=200&expand=activity,onboarding",
                "tenants?limit=200&expand=activity,onboarding&after=\(SampleFleet.slug(175))",
                "tenants?limit=200&health=silent", "tenants?limit=200&health=failing",
                "tenants?limit=200&health=healthy&after=\(SampleFleet.slug(5000))",
            ],
            "listAudit": [
                "audit?limit=200", "audit?limit=200&action=tenant.suspend", "audit?limit=200&actor=nobody",
                "audit?limit=200&subject=nobody", "audit?limit=200&subject=x",
            ],
            "listTenantAudit": ["tenants/\(busy)/audit?limit=200"],
            "listTenantVersions": ["tenants/\(busy)/versions?limit=200"],
            "listWebhookKeys": ["tenants/\(busy)/webhook-keys"],
            "listTenantCredentials": ["tenants/\(busy)/credentials?limit=200"],
            "listCredentials": ["credentials?limit=200", "credentials?limit=200&expires_before=2100-01-01T00:00:00Z"],
            "listPools": ["tenants/\(busy)/pools"], "listQueues": ["tenants/\(busy)/queues"],
            "listTokens": ["tokens?limit=200"], "listOperators": ["operators?limit=200"],
            "listSessions": ["sessions?limit=200"], "listOffboardings": ["offboardings?limit=200"],
            "listErasures": ["privacy/erasures?limit=200"],
            "listDecisionSegments": ["tenants/\(busy)/decision-segments?limit=200"],
            "listImports": ["imports?limit=200"], "listImportItems": ["imports/\(importID)/items?limit=200"],
            "listSettings": ["system/config"], "listSystemChecks": ["system/checks"],
            "listAuditPublicKeys": ["audit/public-key"],
            "listDecisions": [
                "decisions?limit=200", "decisions?limit=200&tenant=\(busy)", "decisions?limit=200&outcome=crm_auth",
            ],
        ]
        let searches = [
            #"{"limit":200}"#, #"{"limit":200,"tenant":"\#(busy)"}"#, #"{"limit":200,"outcomes":["crm_auth"]}"#,
            #"{"limit":200,"to":"+358401234567"}"#, #"{"call_id":"nobody"}"#, #"{"limit":200,"slower_than_ms":900}"#,
        ]
        var pages = gets.mapValues { $0.map { Page(uri: $0) } }
        pages["searchPools"] = [#"{"number":"+358400005000","limit":200}"#, #"{"number":"+3589999999"}"#].map {
            Page(uri: "pools/search", body: $0)
        }
        pages["searchDecisions"] = searches.map { Page(uri: "decisions/search", body: $0) }
        return pages
    }

    /// The operations that list things: by their names, as the description calls them.
    private static func lists(of plane: AdminPlane) -> Set<String> {
        Set(plane.table().routes.map(\.operationID).filter { $0.hasPrefix("list") || $0.hasPrefix("search") })
    }

    @Test func everyListHasAPageHere() async throws {
        let lists = Self.lists(of: try await AdminBundle().plane)

        #expect(lists == Set(Self.pages(importID: "x").keys), "a list whose speed nobody measures, or one that is gone")
    }

    /// Asks for a page some times in a row.
    ///
    /// - Returns: The median of what they took, from the connection to the last byte.
    private static func median(_ page: Page, token: String, at address: SocketAddress) async throws -> Duration {
        let body = page.body ?? ""
        let type = page.body == nil ? "" : "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n"
        let request = """
            \(page.body == nil ? "GET" : "POST") /api/v1/\(page.uri) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\(type)\
            Authorization: Bearer \(token)\r\n\r\n\(body)
            """
        var durations: [Duration] = []
        for _ in 0..<Self.roundSize {
            let start = ContinuousClock.now
            let answer = try await RawConnection(address: address).exchange(request)
            durations.append(ContinuousClock.now - start)
            #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"), "\(page): \(answer.prefix(600))")
        }
        return durations.sorted()[durations.count / 2]
    }

    @Test func everyListAnswersWithin200MillisecondsAt10000Tenants() async throws {
        var limits = AdminLimits()
        limits.requestsPerToken = RatePolicy(name: "token", burst: 100_000, interval: .milliseconds(1))
        let bundle = try await AdminBundle(limits: limits)
        try await bundle.database.pool.withTransaction { transaction in
            try await transaction.run(script: SampleFleet.script)
            try await transaction.run(script: SampleFleet.busyScript)
        }
        let token = try #require(UUID(uuidString: bundle.tokenID))
        let rows = try await bundle.database.pool.withTransaction { transaction in
            // The plans of the token that asks: of others' there is nothing.
            try await transaction.query(
                "UPDATE hookswitch.import_plan SET api_token_id = \(token) RETURNING import_plan_id"
            )
        }
        let plan = try #require(try rows.first?.decode("import_plan_id", as: UUID.self))
        let pages = Self.pages(importID: ImportID(plan).description).sorted { $0.key < $1.key }.flatMap(\.value)

        try await bundle.plane.running { address in
            for page in pages {
                // The first requests open connections, prepare statements and read what is on the disk.
                _ = try await Self.median(page, token: bundle.token, at: address)
                var medians: [Duration] = []
                repeat {
                    medians.append(try await Self.median(page, token: bundle.token, at: address))
                } while medians.last ?? .zero > Self.limit && medians.count < Self.roundCount

                print("\(page): \(medians.min() ?? .zero)")
                #expect(medians.min() ?? .zero < Self.limit, "\(page): \(medians)")
            }
        }
    }
}
