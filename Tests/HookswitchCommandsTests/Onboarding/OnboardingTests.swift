import Hookswitch
import Testing

@testable import HookswitchCommands

@Suite struct OnboardingTests {
    /// Answers that must do.
    private static func give(_ state: inout Onboarding, _ answers: [(OnboardingQuestion, String)]) {
        for (question, text) in answers {
            #expect(state.next == .ask(question))
            let reply = state.answer(question, text)
            if case .refused(let hints) = reply { Issue.record("\(question): \(hints)") }
        }
    }

    /// A tenant that there is, gone on with as far as its verification.
    private static func resumed(_ tenant: StoredTenant = SampleTenant.stored()) -> Onboarding {
        var state = Onboarding(slug: "acme")
        _ = state.found(tenant)
        return state
    }

    @Test func newTenantIsAskedForStepByStep() {
        var state = Onboarding(slug: nil)

        Self.give(&state, [(.name, "Acme Oy"), (.slug, "")])
        #expect(state.next == .act(.lookUp("acme-oy")))
        let hint = state.found(nil)
        #expect(hint == nil)
        Self.give(&state, [(.region, "fi"), (.url, "https://acme.crm4.dynamics.com/main.aspx?appid=1#x")])
        #expect(state.next == .act(.checkAddress))
        state.addressWasChecked(isAllowed: true)
        Self.give(&state, [(.entraTenant, "acme.onmicrosoft.com"), (.clientID, SampleTenant.guid.uppercased())])
        #expect(state.next == .act(.create))
        state.stored(SampleTenant.stored(hasSecret: false, pools: []), by: .create)
        Self.give(&state, [(.secret, "a~secret.value"), (.expiry, "2027-05-01")])
        #expect(state.next == .act(.storeConnection))
        state.stored(SampleTenant.stored(pools: []), by: .storeConnection)
        Self.give(&state, [(.sample, "050 454 564")])
        #expect(state.next == .act(.verify(sample: "+35850454564")))
        state.verified(SampleTenant.result())
        Self.give(
            &state,
            [
                (.poolsFile, ""), (.poolNumber, "+35840675644"), (.poolName, "Sales"), (.poolTarget, "+35853445657"),
                (.poolOtherwise, ""), (.poolNumber, ""),
            ]
        )
        #expect(state.next == .act(.storePools))
        state.stored(SampleTenant.stored(), by: .storePools)
        #expect(state.next == .act(.checkPools))
        state.poolsWereChecked(SampleTenant.result("pool_loops"))
        #expect(state.next == .act(.makeKey))
        state.issued(SampleTenant.issued)
        Self.give(&state, [(.caller, "")])
        #expect(state.next == .act(.call(from: "+35850454564", to: "+35840675644")))

        #expect(state.answers.url == "https://acme.crm4.dynamics.com")
        #expect(state.answers.region == "FI")
        #expect(state.answers.clientID == SampleTenant.guid)
    }

    @Test func whatIsDoneIsNotAskedAgain() {
        var state = Self.resumed()

        #expect(state.next == .ask(.sample))
        _ = state.answer(.sample, "")
        state.verified(SampleTenant.result())
        #expect(state.next == .act(.makeKey))
        #expect(state.isResumed)
    }

    @Test func missingSecretIsTheFirstQuestionOfAHalfMadeTenant() {
        let state = Self.resumed(SampleTenant.stored(hasSecret: false))

        #expect(state.next == .ask(.secret))
    }

    @Test func takenSlugIsAskedAgain() {
        var state = Onboarding(slug: nil)
        Self.give(&state, [(.name, "Acme Oy"), (.slug, "acme")])

        let hint = state.found(SampleTenant.stored())

        #expect(hint?.contains("hookswitch tenant onboard acme") == true)
        #expect(state.next == .ask(.slug))
        #expect(state.tenant == nil)
    }

    @Test(
        arguments: [
            (OnboardingQuestion.secret, SampleTenant.guid, "that is the secret's ID; copy the column Value"),
            (.url, "http://acme.crm4.dynamics.com", "https://"),
            (.url, "acme", "the environment's address"),
            (.clientID, "acme", "a GUID"),
            (.entraTenant, "not a domain", "GUID"),
            (.region, "Finland", "two capital letters"),
            (.slug, "Acme Oy!", "a-z, 0-9"),
            (.expiry, "next year", "2027-05-01"),
            (.sample, "hello", "a telephone number"),
            (.poolNumber, "12", "a telephone number"),
            (.poolsFile, "/nowhere/pools.csv", "cannot be read"),
            (.afterFailure, "xyz", "again, url"),
            (.furtherKey, "perhaps", "yes or no"),
            (.name, "", "an answer is needed"),
        ]
    )
    func wrongAnswerIsRefusedWithAHint(_ question: OnboardingQuestion, _ text: String, _ hint: String) {
        var state = Onboarding(slug: nil)

        let reply = state.answer(question, text)

        guard case .refused(let hints) = reply else {
            Issue.record("\(question) took \(text)")
            return
        }
        #expect(hints.contains { $0.contains(hint) }, "\(hints)")
    }

    @Test func aFileThatIsNotThereIsOneHint() {
        var state = Onboarding(slug: nil)

        let reply = state.answer(.poolsFile, "/nowhere/pools.csv")

        #expect(reply == .refused(["/nowhere/pools.csv cannot be read: there is no such file"]))
    }

    @Test func cutAddressIsShown() {
        var state = Onboarding(slug: nil)

        let reply = state.answer(.url, "https://acme.crm4.dynamics.com/main.aspx")

        #expect(reply == .taken(note: "cut to https://acme.crm4.dynamics.com"))
    }

    @Test func secondKeyIsMadeOnlyIfSomebodySaysSo() {
        var kept = Self.resumed(SampleTenant.stored(keyCount: 1))
        _ = kept.answer(.sample, "")
        kept.verified(SampleTenant.result())
        var further = kept

        #expect(kept.next == .ask(.furtherKey))
        _ = kept.answer(.furtherKey, "")
        #expect(kept.next == .ask(.caller))
        _ = further.answer(.furtherKey, "y")
        #expect(further.next == .act(.makeKey))
    }

    @Test func twoKeysAndNoneNeededAreNotAskedAbout() {
        for tenant in [SampleTenant.stored(keyCount: 2), SampleTenant.stored(authentication: "none")] {
            var state = Self.resumed(tenant)
            _ = state.answer(.sample, "")
            state.verified(SampleTenant.result())

            #expect(state.next == .ask(.caller))
        }
    }

    @Test func failedVerificationIsTriedAgainMendedOrLeft() {
        var state = Self.resumed()
        _ = state.answer(.sample, "")
        state.verified(SampleTenant.result("token", .failed))
        #expect(state.next == .ask(.afterFailure))

        var again = state
        _ = again.answer(.afterFailure, "")
        #expect(again.next == .act(.verify(sample: nil)))

        var later = state
        _ = later.answer(.afterFailure, "later")
        #expect(later.next == .act(.makeKey))

        // The secret was entered for the old address, so it is asked again with the new one.
        Self.give(
            &state,
            [
                (.afterFailure, "url"), (.url, "https://other.crm4.dynamics.com"), (.secret, "new-value"),
                (.expiry, ""),
            ]
        )
        #expect(state.next == .act(.storeConnection))
        state.stored(SampleTenant.stored(), by: .storeConnection)
        #expect(state.next == .act(.verify(sample: nil)))
    }

    @Test func whatDependsOnLaterStepsFailsNoVerification() {
        var state = Self.resumed()
        _ = state.answer(.sample, "")

        state.verified(SampleTenant.result("webhook_keys", .failed))

        #expect(state.verdict == .passed)
    }

    @Test func whatTheServerRefusesIsAskedAgain() {
        var state = Self.resumed()

        let isAsked = state.refused(pointers: ["/entra/clientId", "/pools/0/name"])
        let isUnknownAsked = state.refused(pointers: ["/pools/0/name"])

        #expect(isAsked)
        #expect(state.next == .ask(.clientID))
        #expect(!isUnknownAsked)
    }

    @Test func poolThatLeadsToItselfIsTypedAgain() {
        var state = Self.resumed(SampleTenant.stored(pools: []))
        _ = state.answer(.sample, "")
        state.verified(SampleTenant.result())
        Self.give(&state, [(.poolsFile, ""), (.poolNumber, "+35840675644"), (.poolName, "Sales")])

        let reply = state.answer(.poolTarget, "040 675 644")

        guard case .refused = reply else {
            Issue.record("a loop was taken")
            return
        }
        #expect(state.next == .ask(.poolTarget))
    }

    @Test func allThatIsMissingIsNamed() {
        let nothing = Onboarding(slug: nil)
        let half = Self.resumed(SampleTenant.stored(hasSecret: false, pools: []))
        let whole = Self.resumed()

        #expect(
            nothing.missing.compactMap(\.option) == [
                "--slug", "--name", "--region", "--dynamics-url", "--entra-tenant", "--client-id",
                "--client-secret-file", "--pools",
            ]
        )
        #expect(half.missing == [.secret, .poolsFile])
        #expect(whole.missing == [])
    }

    @Test func secretIsInNoDescription() {
        var state = Self.resumed(SampleTenant.stored(hasSecret: false))

        _ = state.answer(.secret, "very~secret")

        #expect(!"\(state.answers)".contains("very~secret"))
    }
}
