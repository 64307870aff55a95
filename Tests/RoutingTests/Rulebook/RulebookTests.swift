import Routing
import Testing

@Suite struct RulebookTests {
    /// A pool with a rule for contacts, one for anybody known, and one for withheld numbers.
    struct Bundle {
        let pool: PhoneNumber
        let contacts: PhoneNumber
        let known: PhoneNumber
        let hidden: PhoneNumber
        let other: PhoneNumber

        init() throws {
            self.pool = try PhoneNumber(parsing: "+35840675644")
            self.contacts = try PhoneNumber(parsing: "+35853445657")
            self.known = try PhoneNumber(parsing: "+35853445658")
            self.hidden = try PhoneNumber(parsing: "+35853445659")
            self.other = try PhoneNumber(parsing: "+35853445660")
        }

        func rulebook(otherwise: Pool.Otherwise = .defaultRoute) -> Rulebook {
            Rulebook(pools: [
                Pool(
                    number: self.pool,
                    name: "Sales",
                    rules: [
                        Rule(name: "Contacts", condition: .contact, target: self.contacts),
                        Rule(name: "Known", condition: .known, target: self.known),
                        Rule(name: "Hidden", condition: .withheld, target: self.hidden),
                    ],
                    otherwise: otherwise
                )
            ])
        }

        func facts(_ caller: CallFacts.Caller) -> CallFacts {
            CallFacts(called: self.pool, caller: caller)
        }
    }

    @Test func theFirstRuleThatFitsDecides() throws {
        let bundle = try Bundle()

        let contact = bundle.rulebook().decide(bundle.facts(.known(.contact)))
        let lead = bundle.rulebook().decide(bundle.facts(.known(.lead)))

        #expect(contact == Decision(outcome: .routed, target: bundle.contacts, choice: .rule(0)))
        #expect(lead == Decision(outcome: .routed, target: bundle.known, choice: .rule(1)))
    }

    @Test func aWithheldCallerHasRulesOfItsOwn() throws {
        let bundle = try Bundle()

        let decision = bundle.rulebook().decide(bundle.facts(.withheld))

        #expect(decision.target == bundle.hidden)
    }

    @Test(arguments: [
        (CallFacts.Caller.unknown, Outcome.noMatch), (.invalidNumber, .invalidNumber),
        (.internalCaller, .internalCall), (.ambiguous(.contact), .ambiguous),
        (.unavailable(.timeout), .crmTimeout), (.unavailable(.authentication), .crmAuth),
        (.unavailable(.throttled), .crmThrottled), (.unavailable(.error), .crmError),
        (.unavailable(.breakerOpen), .breakerOpen), (.unavailable(.deadline), .deadline),
        (.unavailable(.shed), .shed), (.notSought, .noRule),
    ])
    func whatNoRuleFitsTakesTheDefaultRoute(_ caller: CallFacts.Caller, _ outcome: Outcome) throws {
        let bundle = try Bundle()

        let decision = bundle.rulebook().decide(bundle.facts(caller))

        #expect(decision.outcome == outcome)
        #expect(decision.target == nil)
    }

    @Test(arguments: [CallFacts.Caller.unknown, .notSought])
    func otherwiseCatchesWhatNoRuleFits(_ caller: CallFacts.Caller) throws {
        let bundle = try Bundle()

        let decision = bundle.rulebook(otherwise: .target(bundle.other)).decide(bundle.facts(caller))

        #expect(decision.target == bundle.other)
        #expect(decision.choice == .otherwise)
    }

    @Test(arguments: [
        CallFacts.Caller.invalidNumber, .ambiguous(.account), .unavailable(.timeout), .internalCaller,
    ])
    func troubleNeverRoutesEvenWithOtherwise(_ caller: CallFacts.Caller) throws {
        let bundle = try Bundle()

        let decision = bundle.rulebook(otherwise: .target(bundle.other)).decide(bundle.facts(caller))

        #expect(decision.target == nil)
    }

    @Test func aPoolIsNeverItsOwnTarget() throws {
        let bundle = try Bundle()
        let loop = Rule(name: "Loop", condition: .known, target: bundle.pool)
        let rulebook = Rulebook(pools: [Pool(number: bundle.pool, name: "P", rules: [loop], otherwise: .defaultRoute)])

        let decision = rulebook.decide(bundle.facts(.known(.contact)))

        #expect(decision == .defaultRoute(.loopGuard, by: .rule(0)))
    }

    @Test func anUnknownPoolIsSaidSo() throws {
        let bundle = try Bundle()

        #expect(bundle.rulebook().decide(CallFacts(called: bundle.other, caller: .unknown)).outcome == .unknownPool)
        #expect(bundle.rulebook().decide(CallFacts(called: nil, caller: .unknown)).outcome == .unknownPool)
    }

    @Test func aPoolThatAsksNothingNeedsNoDirectory() throws {
        let bundle = try Bundle()
        let hidden = Rule(name: "Hidden", condition: .withheld, target: bundle.hidden)

        #expect(!Pool(number: bundle.pool, name: "P", rules: [hidden], otherwise: .defaultRoute).asksDirectory)
        #expect(bundle.rulebook().pool(bundle.pool)?.asksDirectory == true)
    }

    @Test func allOutcomesOfTheDirectoryHaveTheirOwnName() {
        for failure in DirectoryFailure.allCases {
            #expect(Outcome(failure).rawValue == failure.rawValue)
        }
    }
}
