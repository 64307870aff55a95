import Testing

@testable import AdminPlane

@Suite struct RateBucketTests {
    private static let policy = RatePolicy(name: "test", burst: 3, interval: .milliseconds(20))
    private let start = ContinuousClock.now

    @Test func burstIsAllowedAtOnceAndThenOneAnInterval() {
        var bucket = RateBucket(at: self.start)

        let first = (1...4).map { _ in bucket.take(at: self.start, by: Self.policy) }
        let early = bucket.take(at: self.start + .milliseconds(19), by: Self.policy)
        let later = bucket.take(at: self.start + .milliseconds(20), by: Self.policy)

        #expect(first.map { $0.remaining } == [2, 1, 0, 0])
        #expect(first.map { $0.retryAfter } == [nil, nil, nil, .milliseconds(20)])
        #expect(first[2].restoredAfter == .milliseconds(60))
        #expect(early.retryAfter == .milliseconds(1))
        #expect(later.retryAfter == nil)
    }

    @Test func refusalsCostNothing() {
        var bucket = RateBucket(at: self.start)
        for _ in 1...100 { _ = bucket.take(at: self.start, by: Self.policy) }

        #expect(bucket.take(at: self.start + .milliseconds(20), by: Self.policy).retryAfter == nil)
    }

    @Test func neverMoreThanTheBurstIsSavedUp() {
        var bucket = RateBucket(at: self.start)
        let late = self.start + .seconds(3600)

        let decisions = (1...4).map { _ in bucket.take(at: late, by: Self.policy) }

        #expect(decisions.filter { $0.retryAfter == nil }.count == 3)
    }

    @Test func whatIsGivenBackCanBeTakenAgain() {
        var bucket = RateBucket(at: self.start)
        for _ in 1...3 { _ = bucket.take(at: self.start, by: Self.policy) }
        bucket.giveBack(by: Self.policy)

        #expect(!bucket.isFull(at: self.start))
        #expect(bucket.take(at: self.start, by: Self.policy).retryAfter == nil)
        #expect(bucket.take(at: self.start, by: Self.policy).retryAfter != nil)
        #expect(bucket.isFull(at: self.start + .milliseconds(60)))
    }

    @Test func secondsAreRoundedUpSoThatNobodyComesTooEarly() {
        #expect(RateLimitFields.seconds(.milliseconds(1)) == 1)
        #expect(RateLimitFields.seconds(.seconds(4)) == 4)
        #expect(RateLimitFields.seconds(.zero) == 0)
        #expect(RateLimitFields.seconds(.seconds(-1)) == 0)
    }
}
