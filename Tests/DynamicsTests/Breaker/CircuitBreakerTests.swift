import Testing

@testable import Dynamics

@Suite struct CircuitBreakerTests {
    private let start = ContinuousClock.now

    private func opened() -> CircuitBreaker {
        var breaker = CircuitBreaker(at: self.start)
        for _ in 0..<5 { breaker.record(.failing, at: self.start) }
        return breaker
    }

    @Test func fiveFailuresInARowOpenIt() {
        var breaker = CircuitBreaker(at: self.start)
        for _ in 0..<4 { breaker.record(.failing, at: self.start) }
        breaker.record(.unknown, at: self.start)
        #expect(breaker.admit(at: self.start) == .admitted)

        breaker.record(.failing, at: self.start)

        #expect(breaker.admit(at: self.start) == .refused)
        #expect(breaker.condition(at: self.start) == .open)
    }

    @Test func aSuccessBreaksTheRow() {
        var breaker = CircuitBreaker(at: self.start)
        for _ in 0..<4 { breaker.record(.failing, at: self.start) }
        breaker.record(.healthy, at: self.start)

        for _ in 0..<4 { breaker.record(.failing, at: self.start) }

        #expect(breaker.admit(at: self.start) == .admitted)
    }

    @Test func halfOfTwentyInTheWindowOpenIt() {
        var breaker = CircuitBreaker(at: self.start)
        for index in 0..<19 {
            breaker.record(index % 2 == 0 ? .failing : .healthy, at: self.start + .milliseconds(index))
        }
        #expect(breaker.admit(at: self.start) == .admitted)

        breaker.record(.failing, at: self.start + .seconds(1))

        #expect(breaker.admit(at: self.start + .seconds(1)) == .refused)
    }

    @Test func failuresOutsideTheWindowAreForgotten() {
        var breaker = CircuitBreaker(at: self.start)
        for index in 0..<19 { breaker.record(index % 2 == 0 ? .failing : .healthy, at: self.start) }

        breaker.record(.failing, at: self.start + .seconds(11))

        #expect(breaker.admit(at: self.start + .seconds(11)) == .admitted)
    }

    @Test func oneProbeIsAdmittedEachInterval() {
        var breaker = self.opened()
        #expect(breaker.admit(at: self.start + .milliseconds(4_999)) == .refused)

        #expect(breaker.admit(at: self.start + .seconds(5)) == .probe)
        #expect(breaker.admit(at: self.start + .seconds(5)) == .refused)
        breaker.record(.failing, at: self.start + .seconds(6))

        #expect(breaker.admit(at: self.start + .seconds(9)) == .refused)
        #expect(breaker.condition(at: self.start + .seconds(10)) == .halfOpen)
        #expect(breaker.admit(at: self.start + .seconds(10)) == .probe)
    }

    @Test func aHealthyProbeClosesIt() {
        var breaker = self.opened()
        _ = breaker.admit(at: self.start + .seconds(5))

        breaker.record(.healthy, at: self.start + .seconds(5))

        #expect(breaker.condition(at: self.start + .seconds(5)) == .closed)
        for _ in 0..<4 { breaker.record(.failing, at: self.start + .seconds(5)) }
        #expect(breaker.admit(at: self.start + .seconds(5)) == .admitted)
    }

    @Test func aProbeThatNeverComesBackBlocksNothing() {
        var breaker = self.opened()
        _ = breaker.admit(at: self.start + .seconds(5))

        #expect(breaker.admit(at: self.start + .seconds(10)) == .probe)
    }

    @Test func throttlingRefusesUntilTheTime() {
        var breaker = CircuitBreaker(at: self.start)
        breaker.record(.throttled(seconds: 10), at: self.start)
        breaker.record(.throttled(seconds: 3), at: self.start)
        breaker.record(.healthy, at: self.start)

        #expect(breaker.admit(at: self.start + .milliseconds(500)) == .throttled(seconds: 10))
        #expect(breaker.condition(at: self.start) == .throttled)
        #expect(breaker.admit(at: self.start + .seconds(9)) == .throttled(seconds: 1))
        #expect(breaker.admit(at: self.start + .seconds(10)) == .admitted)
    }

    @Test func timesToWaitAreClamped() {
        #expect(CircuitBreaker.throttleSeconds(nil) == 30)
        #expect(CircuitBreaker.throttleSeconds(.zero) == 1)
        #expect(CircuitBreaker.throttleSeconds(.seconds(5)) == 5)
        #expect(CircuitBreaker.throttleSeconds(.seconds(3_600)) == 300)
        #expect(CircuitBreaker.throttleSeconds(.seconds(Int64.max)) == 300)
    }

    @Test func whatWouldBeRefusedIsKnownWithoutAsking() {
        var breaker = self.opened()
        #expect(breaker.refusal(at: self.start) == .breakerOpen)
        // A look is no probe.
        #expect(breaker.refusal(at: self.start + .seconds(60)) == nil)
        #expect(breaker.admit(at: self.start + .seconds(60)) == .probe)

        breaker.record(.healthy, at: self.start + .seconds(60))
        #expect(breaker.refusal(at: self.start + .seconds(60)) == nil)
        breaker.record(.throttled(seconds: 10), at: self.start + .seconds(60))
        #expect(breaker.refusal(at: self.start + .milliseconds(60_500)) == .throttled(retryAfterSeconds: 10))
        #expect(breaker.refusal(at: self.start + .seconds(70)) == nil)
    }
}
