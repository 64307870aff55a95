import Routing
import Testing

@testable import Hookswitch

/// What is said of a recorded call's fate today, and where nothing is said.
@Suite struct DecisionReplayTests {
    /// A tenant of one pool with one rule and a target otherwise.
    private static func document(
        _ condition: CallerCondition = .known,
        pool: String = "+35840675644",
        internalCalls: TenantDocument.InternalCalls = .skip
    ) throws -> TenantDocument {
        let text = """
            { "apiVersion": "hookswitch/v1", "kind": "Tenant", "slug": "acme", "name": "Acme", "region": "FI",
              "internalCalls": "\(internalCalls.rawValue)",
              "dataverse": { "url": "https://acme.crm4.dynamics.com" },
              "entra": { "tenant": "acme.onmicrosoft.com", "clientId": "91bd3f0e-0000-4000-8000-000000000002" },
              "pools": [ { "number": "\(pool)", "name": "Sales", "otherwise": "+35853445660", "rules": [
                  { "name": "R", "when": { "caller": "\(condition.rawValue)" }, "target": "+35853445657" } ] } ] }
            """
        return try #require(try TenantDocumentReader(secrets: .inlineOnly, egress: nil).read(text).first)
    }

    private static func replay(
        _ caller: CallFacts.Caller,
        _ outcome: Outcome,
        by recorded: TenantDocument
    ) throws -> DecisionReplay {
        let pool = try PhoneNumber(parsing: "+35840675644")
        return DecisionReplay(facts: CallFacts(called: pool, caller: caller), outcome: outcome, recorded: recorded)
    }

    @Test(arguments: [
        (CallFacts.Caller.known(.contact), Outcome.routed), (.unknown, .routed), (.withheld, .routed),
        (.internalCaller, .internalCall), (.ambiguous(.contact), .ambiguous), (.invalidNumber, .invalidNumber),
        (.unavailable(.timeout), .crmTimeout),
    ])
    func whereNothingChangedTheAnswerIsTheSame(_ caller: CallFacts.Caller, _ outcome: Outcome) throws {
        let document = try Self.document()

        let today = try Self.replay(caller, outcome, by: document).decision(by: document, status: .active)

        #expect(today?.outcome == outcome)
    }

    @Test(arguments: [CallFacts.Caller.known(.contact), .notSought, .withheld])
    func aTenantThatIsSuspendedTodayRoutesNothing(_ caller: CallFacts.Caller) throws {
        let document = try Self.document()

        let today = try Self.replay(caller, .routed, by: document).decision(by: document, status: .suspended)

        #expect(today == .defaultRoute(.suspended))
    }

    @Test func ofACallerWhomNobodySoughtNothingIsSaidIfTodaysRulesAsk() throws {
        let silent = try Self.document(.withheld)
        let asking = try Self.document(.known)
        let replay = try Self.replay(.notSought, .routed, by: silent)

        #expect(replay.decision(by: asking, status: .active) == nil)
        #expect(replay.decision(by: silent, status: .active)?.choice == .otherwise)
    }

    @Test(arguments: [Outcome.suspended, .unknownPool])
    func ofACallerAtWhomNobodyLookedNothingIsSaid(_ outcome: Outcome) throws {
        let silent = try Self.document(.withheld)
        let elsewhere = try Self.document(pool: "+35840675699")
        let replay = try Self.replay(.notSought, outcome, by: silent)

        #expect(replay.decision(by: silent, status: .active) == nil)
        #expect(replay.decision(by: elsewhere, status: .active) == .defaultRoute(.unknownPool))
    }

    @Test(arguments: [CallFacts.Caller.unknown, .ambiguous(.lead), .unavailable(.error)])
    func whereTodayNobodyAsksWhoCallsWhatWasFoundOutHasNoSay(_ caller: CallFacts.Caller) throws {
        let replay = try Self.replay(caller, .noMatch, by: try Self.document(.known))

        let today = replay.decision(by: try Self.document(.withheld), status: .active)

        #expect(today?.choice == .otherwise)
    }

    @Test func whetherACallWasInternalIsKnownOnlyWhereItWasSkipped() throws {
        let (skip, lookup) = (try Self.document(), try Self.document(internalCalls: .lookup))
        let skipped = try Self.replay(.internalCaller, .internalCall, by: skip)
        let lookedUp = try Self.replay(.known(.contact), .routed, by: lookup)

        #expect(skipped.decision(by: lookup, status: .active) == nil)
        #expect(lookedUp.decision(by: skip, status: .active) == nil)
        #expect(lookedUp.decision(by: lookup, status: .active)?.outcome == .routed)
    }

    @Test func aNumberThatNoPlanCanHaveIsToldOnlyByASearch() throws {
        let (asking, silent) = (try Self.document(.known), try Self.document(.withheld))

        #expect(
            try Self.replay(.invalidNumber, .invalidNumber, by: asking).decision(by: silent, status: .active) == nil
        )
        #expect(
            try Self.replay(.invalidNumber, .invalidNumber, by: silent).decision(by: asking, status: .active)
                == .defaultRoute(.invalidNumber)
        )
    }
}
