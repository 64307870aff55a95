import Testing

@testable import Dynamics

@Suite struct ConcurrencyLimitTests {
    @Test func placesAreGivenAllOrNoneAndComeBack() {
        let limit = ConcurrencyLimit(maximumCount: 4)

        #expect(limit.reserve(3))
        #expect(!limit.reserve(2))
        #expect(limit.reserve(1))
        #expect(!limit.reserve(1))
        limit.release()
        limit.release()
        #expect(!limit.reserve(3))
        #expect(limit.reserve(2))
    }
}
