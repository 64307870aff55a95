import Routing
import Testing

@Suite struct TraceTests {
    /// A pool with a rule for contacts, one for anybody known, one for withheld numbers, and a target otherwise.
    struct Bundle {
        let target: PhoneNumber
        let other: PhoneNumber
        let pool: Pool
        let rulebook: Rulebook

        init() throws {
            let target = try PhoneNumber(parsing: "+35853445657")
            self.target = target
            self.other = try PhoneNumber(parsing: "+35853445660")
            self.pool = Pool(
                number: try PhoneNumber(parsing: "+35840675644"),
                name: "Sales",
                rules: [("Contacts", .contact), ("Known", .known), ("Hidden", .withheld)].map { name, condition in
                    Rule(name: name, condition: condition, target: target)
                },
                otherwise: .target(self.other)
            )
            self.rulebook = Rulebook(pools: [self.pool])
        }

        /// The trace of a decision on a caller; without a decision, of the rulebook's own.
        func trace(_ caller: CallFacts.Caller, _ decision: Decision? = nil) -> Trace {
            let facts = CallFacts(called: self.pool.number, caller: caller)
            return Trace(of: decision ?? self.rulebook.decide(facts), on: facts, by: self.rulebook)
        }
    }

    @Test func itSaysWhichRulesWerePassedAndWhichNotReached() throws {
        let bundle = try Bundle()

        let trace = bundle.trace(.known(.lead))

        #expect(trace.rules.map(\.verdict) == [.passed, .chosen, .notReached])
        #expect(trace.poolName == "Sales")
        #expect(trace.otherwise == bundle.other)
    }

    @Test func otherwiseComesAfterEveryRule() throws {
        let trace = try Bundle().trace(.unknown)

        #expect(trace.decision.choice == .otherwise)
        #expect(trace.rules.map(\.verdict) == [.passed, .passed, .passed])
    }

    @Test(arguments: [CallFacts.Caller.notSought, .withheld, .known(.contact), .unknown])
    func ofASuspendedTenantNoRuleIsReachedWhateverTheRulebookSays(_ caller: CallFacts.Caller) throws {
        let trace = try Bundle().trace(caller, .defaultRoute(.suspended))

        #expect(trace.decision == .defaultRoute(.suspended))
        #expect(trace.rules.map(\.verdict) == [.notReached, .notReached, .notReached])
    }

    @Test(arguments: [
        CallFacts.Caller.internalCaller, .invalidNumber, .ambiguous(.contact), .unavailable(.timeout),
    ])
    func whatIsDecidedWithoutRulesReachesNone(_ caller: CallFacts.Caller) throws {
        let trace = try Bundle().trace(caller)

        #expect(trace.rules.map(\.verdict) == [.notReached, .notReached, .notReached])
    }

    @Test func aRuleThatAsksWhoCallsIsNotPassedWhereNobodyLooked() throws {
        let trace = try Bundle().trace(.notSought, .defaultRoute(.noRule))

        #expect(trace.rules.map(\.verdict) == [.notReached, .notReached, .passed])
    }

    @Test func aRuleWhoseTargetTheLoopGuardRefusedWasChosen() throws {
        let trace = try Bundle().trace(.known(.lead), .defaultRoute(.loopGuard, by: .rule(1)))

        #expect(trace.rules.map(\.verdict) == [.passed, .chosen, .notReached])
    }

    @Test func everyDecisionOfARulebookHasATraceThatAgreesWithIt() throws {
        let bundle = try Bundle()
        let tables = DirectoryTable.allCases
        let callers: [CallFacts.Caller] =
            [.withheld, .invalidNumber, .internalCaller, .notSought, .unknown]
            + tables.map { .known($0) } + tables.map { .ambiguous($0) }
            + DirectoryFailure.allCases.map { .unavailable($0) }

        for caller in callers {
            let trace = bundle.trace(caller)

            let chosen = trace.rules.firstIndex { $0.verdict == .chosen }
            #expect(chosen.map { Decision.Choice.rule($0) } == trace.decision.choice || chosen == nil)
            for (step, rule) in zip(trace.rules, bundle.pool.rules) where step.verdict == .passed {
                #expect(!rule.condition.holds(for: caller), "\(caller)")
            }
        }
    }
}
