import Testing

@testable import Dynamics

@Suite struct AccessTokenSourceTests {
    @Test func aFetchOutlivesTheCallerThatBeganIt() async throws {
        let gate = SharedResult<Bool>()
        let token = try #require(AccessToken("t", lifetime: .seconds(3_600)))
        let source = AccessTokenSource(now: { .now }) { deadline in
            _ = await gate.value(by: deadline)
            return .success(token)
        }
        await #expect(throws: DynamicsError.timeout(.token)) {
            try await source.token(deadline: .now + .milliseconds(20))
        }

        gate.complete(true)

        let grant = try await source.token(deadline: .now + .seconds(5))
        #expect(grant.token == token)
    }

    @Test func cancellingOneCallerCostsTheOthersNothing() async throws {
        let gate = SharedResult<Bool>()
        let token = try #require(AccessToken("t", lifetime: .seconds(3_600)))
        let source = AccessTokenSource(now: { .now }) { deadline in
            _ = await gate.value(by: deadline)
            return .success(token)
        }
        let first = Task { try await source.token(deadline: .now + .seconds(60)) }
        let second = Task { try await source.token(deadline: .now + .seconds(60)) }

        first.cancel()
        await #expect(throws: DynamicsError.timeout(.token)) { try await first.value }
        gate.complete(true)

        #expect(try await second.value.token == token)
    }
}
