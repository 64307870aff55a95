import Testing

@testable import Dynamics

@Suite struct AccessTokenMachineTests {
    private let start = ContinuousClock.now
    private let refusal = TokenFailure.permanent(EntraFailure(code: .invalidClient, status: 401, hint: nil))
    private let outage = TokenFailure.transient(.unavailable(.tokenStatus(503)), retryAfter: nil)

    private func token(_ text: String = "t", _ seconds: Int = 3_600) throws -> AccessToken {
        try #require(AccessToken(text, lifetime: .seconds(seconds)))
    }

    private func begin(_ machine: inout AccessTokenMachine, at seconds: Int = 0) throws -> AccessTokenMachine.FetchID {
        guard case .fetch(let id) = machine.requested(at: self.start + .seconds(seconds)) else {
            throw DynamicsError.shed
        }
        return id
    }

    @Test func oneFetchServesAllWhoWait() throws {
        var machine = AccessTokenMachine()
        let id = try self.begin(&machine)
        #expect(machine.requested(at: self.start) == .wait(id))

        machine.fetched(try self.token(), by: id, at: self.start)

        #expect(machine.requested(at: self.start) == .use(try self.token(), refresh: nil))
    }

    @Test func atHalfItsLifeATokenIsRefreshedOnceInTheBackground() throws {
        var machine = AccessTokenMachine()
        machine.fetched(try self.token(), by: try self.begin(&machine), at: self.start)
        #expect(machine.requested(at: self.start + .seconds(1_799)) == .use(try self.token(), refresh: nil))

        let action = machine.requested(at: self.start + .seconds(1_800))

        guard case .use(_, refresh: .some(let id)) = action else { Issue.record("no refresh"); return }
        #expect(machine.requested(at: self.start + .seconds(1_801)) == .use(try self.token(), refresh: nil))
        machine.fetched(try self.token("u"), by: id, at: self.start + .seconds(1_802))
        #expect(machine.requested(at: self.start + .seconds(1_803)) == .use(try self.token("u"), refresh: nil))
    }

    @Test func aTokenIsUsedUntilAMinuteBeforeItsEnd() throws {
        var machine = AccessTokenMachine()
        machine.fetched(try self.token(), by: try self.begin(&machine), at: self.start)
        guard case .use(_, refresh: .some(let id)) = machine.requested(at: self.start + .seconds(3_000)) else {
            Issue.record("no refresh")
            return
        }
        machine.failed(self.outage, by: id, at: self.start + .seconds(3_001))

        #expect(machine.requested(at: self.start + .seconds(3_010)) == .use(try self.token(), refresh: nil))
        guard case .use(_, refresh: .some) = machine.requested(at: self.start + .seconds(3_031)) else {
            Issue.record("no second refresh after the interval")
            return
        }
        guard case .wait = machine.requested(at: self.start + .seconds(3_540)) else {
            Issue.record("used past its margin")
            return
        }
    }

    @Test func aRefusalIsBelievedForAQuarterOfAnHour() throws {
        var machine = AccessTokenMachine()
        machine.failed(self.refusal, by: try self.begin(&machine), at: self.start)

        #expect(machine.requested(at: self.start + .seconds(899)) == .fail(self.refusal))

        _ = try self.begin(&machine, at: 900)
    }

    @Test func aForcedRequestAsksDespiteARefusalButNotDespiteAnOutage() throws {
        var refused = AccessTokenMachine()
        refused.failed(self.refusal, by: try self.begin(&refused), at: self.start)
        var down = AccessTokenMachine()
        down.failed(self.outage, by: try self.begin(&down), at: self.start)

        guard case .fetch = refused.requested(at: self.start + .seconds(1), isForced: true) else {
            Issue.record("not asked")
            return
        }
        #expect(down.requested(at: self.start + .seconds(1), isForced: true) == .fail(self.outage))
    }

    @Test(arguments: [(nil, 30), (5, 30), (120, 120), (1_000_000, 900), (-3, 30)])
    func anOutageIsNotAskedAgainBefore(retryAfter: Int?, wait: Int) throws {
        var machine = AccessTokenMachine()
        let failure = TokenFailure.transient(.shed, retryAfter: retryAfter.map { .seconds($0) })
        machine.failed(failure, by: try self.begin(&machine), at: self.start)

        #expect(machine.requested(at: self.start + .seconds(wait - 1)) == .fail(failure))

        _ = try self.begin(&machine, at: wait)
    }

    @Test func aTokenThatCannotBeUsedIsNotAskedForAtEveryCall() throws {
        var machine = AccessTokenMachine()

        machine.fetched(try self.token("t", 60), by: try self.begin(&machine), at: self.start)

        #expect(
            machine.requested(at: self.start) == .fail(.transient(.invalidResponse(.token), retryAfter: nil))
        )
    }

    @Test func anEarlierFetchIsNotMistakenForALaterOne() throws {
        var machine = AccessTokenMachine()
        let first = try self.begin(&machine)
        machine.failed(self.outage, by: first, at: self.start)
        let second = try self.begin(&machine, at: 30)

        machine.fetched(try self.token("late"), by: first, at: self.start + .seconds(31))

        #expect(machine.requested(at: self.start + .seconds(31)) == .wait(second))
    }

    @Test func aRejectedTokenIsReplacedUnlessItWasJustFetched() throws {
        var machine = AccessTokenMachine()
        let token = try self.token()
        machine.fetched(token, by: try self.begin(&machine), at: self.start)

        let early = machine.rejected(token, at: self.start + .seconds(29))
        let later = machine.rejected(token, at: self.start + .seconds(30))
        let again = machine.rejected(token, at: self.start + .seconds(30))

        #expect([early, later, again] == [false, true, true])
        _ = try self.begin(&machine, at: 30)
    }
}
