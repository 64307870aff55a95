import Testing

@testable import Postgres

@Suite struct PoolStateMachineTests {
    static let start = ContinuousClock.Instant.now

    private func machine(_ configure: (inout PoolConfiguration) -> Void = { _ in }) -> PoolStateMachine {
        var configuration = PoolConfiguration()
        configuration.maximumConnectionCount = 2
        configuration.maximumWaiterCount = 2
        configure(&configuration)
        return PoolStateMachine(configuration)
    }

    @Test func aConnectionOpensForWhoeverAsks() {
        var machine = self.machine()

        #expect(machine.leaseRequested(by: 1, now: Self.start) == [.open(1)])
        #expect(machine.opened(1, now: Self.start) == [.lend(1, to: 1, wasIdle: false)])
        #expect(machine.statistics == PoolStatistics(open: 1, idle: 0, leased: 1, waiting: 0))
        #expect(machine.released(1, isReusable: true, now: Self.start) == [])
        #expect(machine.leaseRequested(by: 2, now: Self.start) == [.lend(1, to: 2, wasIdle: true)])
    }

    @Test func noMoreConnectionsThanTheLimitAndNoMoreWaiters() {
        var machine = self.machine()

        #expect((1...4).map { machine.leaseRequested(by: $0, now: Self.start) } == [[.open(1)], [.open(2)], [], []])
        #expect(machine.leaseRequested(by: 5, now: Self.start) == [.fail(5, PostgresError(.tooManyWaiters))])
    }

    @Test func thoseWhoWaitLongestAreServedFirst() {
        var machine = self.machine { $0.maximumConnectionCount = 1 }
        for request in 1...3 { _ = machine.leaseRequested(by: UInt64(request), now: Self.start) }

        #expect(machine.opened(1, now: Self.start) == [.lend(1, to: 1, wasIdle: false)])
        machine.leaseCancelled(by: 2)
        #expect(machine.released(1, isReusable: true, now: Self.start) == [.lend(1, to: 3, wasIdle: false)])
    }

    @Test func aBrokenConnectionIsReplacedOnlyWhenItIsClosed() {
        var machine = self.machine { $0.maximumConnectionCount = 1 }
        for request in 1...2 { _ = machine.leaseRequested(by: UInt64(request), now: Self.start) }
        _ = machine.opened(1, now: Self.start)

        #expect(machine.released(1, isReusable: false, now: Self.start) == [.close(1)])
        #expect(machine.statistics.open == 1)
        #expect(machine.closed(1) == [.open(2)])
    }

    @Test func aRefusedConnectionFailsOneWaiterAndTriesForTheNext() {
        var machine = self.machine { $0.maximumConnectionCount = 1 }
        for request in 1...2 { _ = machine.leaseRequested(by: UInt64(request), now: Self.start) }
        let refusal = PostgresError(.connectionFailed)

        #expect(machine.openFailed(1, refusal) == [.fail(1, refusal)])
        #expect(machine.closed(1) == [.open(2)])
        #expect(machine.openFailed(2, refusal) == [.fail(2, refusal)])
        #expect(machine.closed(2) == [])
        #expect(machine.statistics == PoolStatistics(open: 0, idle: 0, leased: 0, waiting: 0))
    }

    @Test func aConnectionThatNobodyWaitsForAnyMoreBecomesIdle() {
        var machine = self.machine()
        _ = machine.leaseRequested(by: 1, now: Self.start)
        machine.leaseCancelled(by: 1)

        #expect(machine.opened(1, now: Self.start) == [])
        #expect(machine.statistics.idle == 1)
    }

    @Test func aConnectionLostWhileIdleIsForgotten() {
        var machine = self.machine()
        _ = machine.leaseRequested(by: 1, now: Self.start)
        _ = machine.opened(1, now: Self.start)
        _ = machine.released(1, isReusable: true, now: Self.start)

        #expect(machine.closed(1) == [])
        #expect(machine.leaseRequested(by: 2, now: Self.start) == [.open(2)])
    }

    @Test func aConnectionLostWhileLeasedIsReplacedForThoseWhoWait() {
        var machine = self.machine { $0.maximumConnectionCount = 1 }
        for request in 1...2 { _ = machine.leaseRequested(by: UInt64(request), now: Self.start) }
        _ = machine.opened(1, now: Self.start)

        #expect(machine.closed(1) == [.open(2)])
        #expect(machine.released(1, isReusable: true, now: Self.start) == [])
    }

    @Test func whatIsIdleOrOldForLongIsClosed() {
        var machine = self.machine()
        for request in 1...2 { _ = machine.leaseRequested(by: UInt64(request), now: Self.start) }
        for id in 1...2 { _ = machine.opened(UInt64(id), now: Self.start) }
        _ = machine.released(1, isReusable: true, now: Self.start)

        #expect(machine.ticked(now: Self.start + .seconds(59)) == [])
        #expect(machine.ticked(now: Self.start + .seconds(60)) == [.close(1)])
        #expect(machine.ticked(now: Self.start + .seconds(61)) == [])
        #expect(machine.released(2, isReusable: true, now: Self.start + .seconds(300)) == [.close(2)])
    }

    @Test func anOldConnectionIsNotLent() {
        var machine = self.machine { $0.idleTimeout = .seconds(1_000) }
        _ = machine.leaseRequested(by: 1, now: Self.start)
        _ = machine.opened(1, now: Self.start)
        _ = machine.released(1, isReusable: true, now: Self.start)

        #expect(machine.leaseRequested(by: 2, now: Self.start + .seconds(301)) == [.close(1), .open(2)])
    }

    @Test func shuttingDownFailsThoseWhoWaitAndEndsWithTheLastConnection() {
        var machine = self.machine()
        for request in 1...3 { _ = machine.leaseRequested(by: UInt64(request), now: Self.start) }
        _ = machine.opened(1, now: Self.start)

        #expect(
            machine.shutDown() == [
                .fail(2, PostgresError(.shutDown)), .fail(3, PostgresError(.shutDown)), .close(2),
            ]
        )
        #expect(machine.leaseRequested(by: 4, now: Self.start) == [.fail(4, PostgresError(.shutDown))])
        #expect(machine.openFailed(2, PostgresError(.cancelled)) == [])
        #expect(machine.closed(2) == [])
        #expect(machine.released(1, isReusable: true, now: Self.start) == [.close(1)])
        #expect(machine.closed(1) == [.finish])
        #expect(machine.shutDown() == [.finish])
    }

    @Test func aConnectionIsOpeningUntilItIsOpenOrUnwanted() {
        var machine = self.machine()
        for request in 1...2 { _ = machine.leaseRequested(by: UInt64(request), now: Self.start) }

        #expect([1, 2, 3].map { machine.isOpening($0) } == [true, true, false])
        _ = machine.opened(1, now: Self.start)
        _ = machine.shutDown()
        #expect([1, 2].map { machine.isOpening($0) } == [false, false])
    }

    @Test func eventsThatComeTwiceChangeNothing() {
        var machine = self.machine()
        _ = machine.leaseRequested(by: 1, now: Self.start)
        _ = machine.opened(1, now: Self.start)
        _ = machine.released(1, isReusable: true, now: Self.start)

        #expect(machine.released(1, isReusable: true, now: Self.start) == [])
        #expect(machine.opened(1, now: Self.start) == [])
        #expect(machine.openFailed(1, PostgresError(.cancelled)) == [])
        #expect(machine.closed(9) == [])
        #expect(machine.statistics == PoolStatistics(open: 1, idle: 1, leased: 0, waiting: 0))
    }
}
