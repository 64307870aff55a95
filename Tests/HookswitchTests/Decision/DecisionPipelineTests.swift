import Crypto
import Dynamics
import Foundation
import HookswitchTesting
import Routing
import Testing

@testable import Hookswitch

/// The call's line as far as it needs neither Postgres nor Microsoft.
@Suite struct DecisionPipelineTests {
    /// A tenant with one pool, whose CRM cannot be asked.
    struct Bundle {
        let pool: PhoneNumber
        let target: PhoneNumber
        let tenant: ServedTenant
        let pipeline = DecisionPipeline(
            snapshots: SnapshotSource(),
            deadline: .milliseconds(1500),
            now: { Moment(microseconds: 1_790_000_000_000_000) }
        )

        init(
            id: TenantID = TenantID(UUID()),
            status: TenantStatus = .active,
            condition: CallerCondition = .known,
            otherwise: String = "default",
            access: TenantDirectory.Access = .closed(.authentication, reason: "the tenant has no credential")
        ) throws {
            self.pool = try PhoneNumber(parsing: "+35840675644")
            self.target = try PhoneNumber(parsing: "+35853445657")
            let text = """
                { "apiVersion": "hookswitch/v1", "kind": "Tenant", "slug": "acme", "name": "Acme", "region": "FI",
                  "dataverse": { "url": "https://acme.crm4.dynamics.com" },
                  "entra": { "tenant": "acme.onmicrosoft.com", "clientId": "91bd3f0e-0000-4000-8000-000000000002" },
                  "pools": [ { "number": "+35840675644", "name": "Sales", "rules": [
                      { "name": "R", "when": { "caller": "\(condition.rawValue)" }, "target": "+35853445657" } ],
                      "otherwise": "\(otherwise)" } ] }
                """
            let documents = try TenantDocumentReader(secrets: .inlineOnly, egress: nil).read(text)
            let document = try #require(documents.first)
            var random = SystemRandomNumberGenerator()
            let settings = TenantDirectory.Settings(
                dataverseURL: document.dataverseURL,
                tables: document.tables,
                fallback: document.fallback,
                region: document.region,
                credential: nil,
                dataKeyID: UUID()
            )
            let directory = TenantDirectory(
                settings: settings,
                access: access,
                key: TenantKey([UInt8](repeating: 7, count: 32), tenantID: id, dataKeyID: settings.dataKeyID),
                cache: CallerCache(limits: CallerCacheLimits(), budget: CacheBudget(maximumCount: 100))
            )
            self.tenant = ServedTenant(
                scope: TenantScope(authenticated: id),
                slug: "acme",
                revision: 1,
                version: 1,
                status: status,
                endpoint: EndpointID(random: &random),
                lock: WebhookLock(authentication: .none, digests: []),
                document: document,
                directory: directory
            )
        }

        func decide(_ call: InboundCall, receivedAt: ContinuousClock.Instant = .now) async -> DecidedCall {
            switch self.pipeline.begin(call, for: self.tenant, receivedAt: receivedAt) {
            case .decided(let decided): decided
            case .seeking(let sought): await self.pipeline.finish(sought)
            }
        }

        func call(from text: String, isInternalCaller: Bool = false) -> InboundCall {
            InboundCall(
                caller: Party(parsing: text.utf8),
                called: .number(self.pool),
                callID: "d59d7a2f",
                isInternalCaller: isInternalCaller
            )
        }
    }

    @Test func aCallWhoseTimeIsOverIsNotSought() async throws {
        let bundle = try Bundle(access: .open(UnreachableDirectory.make()))

        let decided = await bundle.decide(bundle.call(from: "+35850454564"), receivedAt: .now - .seconds(2))

        #expect(decided.outcome == .deadline)
        #expect(decided.target == nil)
        #expect(decided.record.callerIdentity?.mask == "+358•••64")
    }

    @Test func moreCallsThanATenantMayHaveWaitingAreShedAndPlacesComeBack() async throws {
        let bundle = try Bundle(access: .open(UnreachableDirectory.make()))
        var sought: [SoughtCall] = []
        for _ in 0..<TenantDirectory.maximumLookupCount {
            let call = bundle.call(from: "+35850454564")
            // Their time is over, so that none of them goes to the CRM in the end.
            let progress = bundle.pipeline.begin(call, for: bundle.tenant, receivedAt: .now - .seconds(2))
            if case .seeking(let one) = progress { sought.append(one) }
        }
        #expect(sought.count == TenantDirectory.maximumLookupCount)

        #expect(await bundle.decide(bundle.call(from: "+35850454564")).outcome == .shed)
        for one in sought { #expect(await bundle.pipeline.finish(one).outcome == .deadline) }
        let last = await bundle.decide(bundle.call(from: "+35850454564"), receivedAt: .now - .seconds(2))
        #expect(last.outcome == .deadline)
    }

    @Test func withoutACredentialTheOutcomeSaysSo() async throws {
        let bundle = try Bundle()

        let decided = await bundle.decide(bundle.call(from: "+35850454564"))

        #expect(decided.outcome == .crmAuth)
        #expect(decided.record.lookup?.contains("no credential") == true)
    }

    @Test func aPoolThatDoesNotAskWhoCallsWaitsForNobody() async throws {
        let bundle = try Bundle(condition: .withheld)

        let hidden = await bundle.decide(bundle.call(from: "anonymous"))
        let shown = await bundle.decide(bundle.call(from: "+35850454564"))

        #expect(hidden.target == bundle.target)
        #expect(shown.outcome == .noRule)
        #expect(shown.record.callerFact == .notSought)
    }

    @Test func aSuspendedTenantRoutesNothing() async throws {
        let bundle = try Bundle(status: .suspended, condition: .withheld)

        #expect(await bundle.decide(bundle.call(from: "anonymous")).outcome == .suspended)
    }

    @Test func aSuspendedTenantDoesNotRouteByOtherwiseEither() async throws {
        let bundle = try Bundle(status: .suspended, otherwise: "+35853445660")

        let decided = await bundle.decide(bundle.call(from: "+35850454564"))

        #expect(decided.outcome == .suspended)
        #expect(decided.target == nil)
    }

    @Test func theRecordHoldsTheCallerMaskedDigestedAndSealedAndNeverOpen() async throws {
        let bundle = try Bundle(condition: .withheld)

        let record = await bundle.decide(bundle.call(from: "+35850454564")).record

        let identity = try #require(record.callerIdentity)
        #expect(identity.mask == "+358•••64")
        #expect(identity.digest.count == 16)
        #expect(record.callID == "d59d7a2f")
        var dumped = ""
        dump(record, to: &dumped)
        #expect(!dumped.contains("50454564"))
        #expect(identity.sealed.map { !String(decoding: $0, as: UTF8.self).contains("50454564") } == true)
    }

    @Test(arguments: ["12", "nobody", "+999123456789", "050 123 4567 / Matti"])
    func whatIsNoNumberIsSaidSo(_ text: String) async throws {
        let bundle = try Bundle()

        let decided = await bundle.decide(bundle.call(from: text))

        #expect(decided.outcome == .invalidNumber)
        #expect(decided.record.callerIdentity == nil)
    }

    @Test func aColleagueIsNotLookedUp() async throws {
        let bundle = try Bundle()

        let decided = await bundle.decide(bundle.call(from: "+35850454564", isInternalCaller: true))

        #expect(decided.outcome == .internalCall)
    }

    @Test(arguments: ["1001", "sip:matti", "+999123456789"])
    func aColleagueNeedsNoTelephoneNumber(_ text: String) async throws {
        let bundle = try Bundle()

        let decided = await bundle.decide(bundle.call(from: text, isInternalCaller: true))

        #expect(decided.outcome == .internalCall)
    }
}
