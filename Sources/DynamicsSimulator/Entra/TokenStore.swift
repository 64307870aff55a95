import Foundation
import Synchronization

/// The access tokens in circulation, and how often each application asked for one.
final class TokenStore: Sendable {
    /// Oldest tokens are forgotten beyond this, so that a client in a loop does not fill the memory.
    private static let maximumTokenCount = 10_000
    private static let tokenByteCount = 96
    private static let loopWindowSeconds: TimeInterval = 300
    private static let maximumClientCount = 1000

    private struct State {
        var grants: [String: TokenGrant] = [:]
        var order: [String] = []
        var requestTimes: [String: [Date]] = [:]
    }

    private let state = Mutex(State())

    /// Makes a new token: random, and nothing can be read from it.
    func issue(_ grant: TokenGrant) -> String {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<Self.tokenByteCount).map { _ in UInt8.random(in: 0...255, using: &generator) }
        let token = Data(bytes).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_")
        self.state.withLock { state in
            if state.order.count >= Self.maximumTokenCount {
                for old in state.order.prefix(Self.maximumTokenCount / 2) { state.grants.removeValue(forKey: old) }
                state.order.removeFirst(Self.maximumTokenCount / 2)
            }
            state.grants[token] = grant
            state.order.append(token)
        }
        return token
    }

    /// What a token stands for, if it was issued here and has not expired.
    func grant(of token: String, at time: Date) -> TokenGrant? {
        self.state.withLock { state in
            guard let grant = state.grants[token], grant.expiresAt > time else { return nil }
            return grant
        }
    }

    func revokeAll() {
        self.state.withLock { state in
            state.grants = [:]
            state.order = []
        }
    }

    /// Notes a request and says how many the client made in the last five minutes, this one included.
    func countRequest(of clientID: String, at time: Date) -> Int {
        self.state.withLock { state in
            if state.requestTimes[clientID] == nil, state.requestTimes.count >= Self.maximumClientCount { return 0 }
            let start = time.addingTimeInterval(-Self.loopWindowSeconds)
            var times = state.requestTimes[clientID, default: []].filter { $0 > start }
            times.append(time)
            state.requestTimes[clientID] = times.suffix(Self.maximumTokenCount)
            return times.count
        }
    }
}
