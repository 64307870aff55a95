import Foundation
import Testing

@testable import Hookswitch

@Suite struct TokenPreparationPlanTests {
    private let start = ContinuousClock.now
    private let refusal = TokenPreparationPlan.Outcome.refused(reason: "AADSTS7000215")

    private func tenant(_ status: TenantStatus = .active) throws -> ServedTenant {
        try DecisionPipelineTests.Bundle(status: status).tenant
    }

    @Test func aNewTenantHasItsTurnAtOnceAndThenEveryMinute() throws {
        let tenant = try self.tenant()
        var plan = TokenPreparationPlan()

        let first = try #require(plan.turns(of: [tenant], at: self.start).first)
        #expect(!first.isForced)
        #expect(plan.finished(first, .ready, at: self.start) == nil)

        #expect(plan.turns(of: [tenant], at: self.start + .seconds(59)).isEmpty)
        #expect(plan.turns(of: [tenant], at: self.start + .seconds(60)).first?.isForced == false)
    }

    @Test func aNewCredentialThatIsRefusedIsTriedAgainAFewTimesAndThenLeftToItsPace() throws {
        let tenant = try self.tenant()
        var plan = TokenPreparationPlan()
        var now = self.start
        var notices: [TokenPreparationPlan.Notice?] = []
        var isForced: [Bool] = []

        for delay in [0, 5, 10, 20, 40, 60, 60] {
            now += .seconds(delay)
            #expect(delay == 0 || plan.turns(of: [tenant], at: now - .milliseconds(1)).isEmpty)
            let turn = try #require(plan.turns(of: [tenant], at: now).first)
            isForced.append(turn.isForced)
            notices.append(plan.finished(turn, self.refusal, at: now))
        }

        #expect(isForced == [false, true, true, true, true, false, false])
        // One line in the log and not seven.
        #expect(notices.compactMap(\.self) == [.lost(reason: "AADSTS7000215")])
        let last = try #require(plan.turns(of: [tenant], at: now + .seconds(60)).first)
        #expect(plan.finished(last, .ready, at: now) == .regained)
    }

    @Test func oneThatWorkedIsNotForcedWhenItIsRefusedLater() throws {
        let tenant = try self.tenant()
        var plan = TokenPreparationPlan()
        let first = try #require(plan.turns(of: [tenant], at: self.start).first)
        _ = plan.finished(first, .ready, at: self.start)
        let second = try #require(plan.turns(of: [tenant], at: self.start + .seconds(60)).first)
        _ = plan.finished(second, self.refusal, at: self.start + .seconds(60))

        #expect(plan.turns(of: [tenant], at: self.start + .seconds(119)).isEmpty)
        #expect(plan.turns(of: [tenant], at: self.start + .seconds(120)).first?.isForced == false)
    }

    @Test func aChangedCredentialBeginsAnewAndWhatItsPredecessorMetIsForgotten() throws {
        let tenant = try self.tenant()
        let changed = try DecisionPipelineTests.Bundle(id: tenant.scope.tenantID).tenant
        var plan = TokenPreparationPlan()
        let old = try #require(plan.turns(of: [tenant], at: self.start).first)

        let new = try #require(plan.turns(of: [changed], at: self.start).first)
        #expect(plan.finished(old, self.refusal, at: self.start) == nil)
        #expect(new.directory === changed.directory)
        #expect(plan.turns(of: [changed], at: self.start).count == 1)
    }

    @Test func suspendedAndDeletedTenantsHaveNoTurn() throws {
        let tenant = try self.tenant()
        var plan = TokenPreparationPlan()

        #expect(plan.turns(of: [try self.tenant(.suspended)], at: self.start).isEmpty)
        let turn = try #require(plan.turns(of: [tenant], at: self.start).first)
        #expect(plan.turns(of: [], at: self.start).isEmpty)
        #expect(plan.finished(turn, self.refusal, at: self.start) == nil)
    }

    @Test func whoHasWaitedLongestComesFirst() throws {
        let (early, late) = (try self.tenant(), try self.tenant())
        var plan = TokenPreparationPlan()
        let first = try #require(plan.turns(of: [early], at: self.start).first)
        _ = plan.finished(first, .ready, at: self.start)

        let turns = plan.turns(of: [late, early], at: self.start + .seconds(90))
        #expect(turns.map(\.tenantID) == [early.scope.tenantID, late.scope.tenantID])
    }
}
