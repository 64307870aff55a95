import Synchronization

/// The token of one credential for one environment, fetched once for all who need it.
final class AccessTokenSource: Sendable {
    /// A token and how it came.
    struct Grant: Sendable {
        let token: AccessToken
        /// Whether it was there already.
        let wasHeld: Bool
    }

    /// Fetches a token within a deadline.
    typealias Fetch = @Sendable (_ deadline: ContinuousClock.Instant) async -> Result<AccessToken, TokenFailure>

    /// How long one fetch may take. It outlives the call that began it, so that a slow Entra serves the next call.
    private static let fetchTime = Duration.seconds(10)

    private struct State {
        var machine = AccessTokenMachine()
        var running: SharedResult<Result<AccessToken, TokenFailure>>?
        var task: Task<Void, Never>?
    }

    private let state = Mutex(State())
    private let fetch: Fetch
    private let now: @Sendable () -> ContinuousClock.Instant

    init(now: @escaping @Sendable () -> ContinuousClock.Instant, fetch: @escaping Fetch) {
        self.now = now
        self.fetch = fetch
    }

    deinit {
        self.state.withLock { $0.task }?.cancel()
    }

    /// A token that is good now.
    ///
    /// - Parameter isForced: Whether to fetch a new one even where a refusal is still believed.
    func token(deadline: ContinuousClock.Instant, isForced: Bool = false) async throws(DynamicsError) -> Grant {
        let (action, running) = self.state.withLock { state in
            let action = state.machine.requested(at: self.now(), isForced: isForced)
            switch action {
            case .fetch(let id), .use(_, refresh: .some(let id)): self.begin(id, in: &state)
            case .use, .wait, .fail: break
            }
            return (action, state.running)
        }
        switch action {
        case .use(let token, _):
            return Grant(token: token, wasHeld: true)
        case .fail(let failure):
            throw failure.error
        case .fetch, .wait:
            guard let result = await running?.value(by: deadline) else { throw .timeout(.token) }
            switch result {
            case .success(let token): return Grant(token: token, wasHeld: false)
            case .failure(let failure): throw failure.error
            }
        }
    }

    /// Why a token would be refused now without asking Entra; `nil` if there is one or it would be asked.
    var refusal: DynamicsError? {
        self.state.withLock { $0.machine.setback(at: self.now()) }?.error
    }

    /// Says that Dataverse refused a token.
    ///
    /// - Returns: Whether to try again with another.
    func rejected(_ token: AccessToken) -> Bool {
        self.state.withLock { $0.machine.rejected(token, at: self.now()) }
    }

    /// Begins a fetch that no caller's deadline or cancellation ends; it ends with this source.
    private func begin(_ id: AccessTokenMachine.FetchID, in state: inout State) {
        let running = SharedResult<Result<AccessToken, TokenFailure>>()
        state.running = running
        state.task = Task { [weak self, fetch] in
            let result = await fetch(.now + Self.fetchTime)
            self?.end(id, result)
            running.complete(result)
        }
    }

    private func end(_ id: AccessTokenMachine.FetchID, _ result: Result<AccessToken, TokenFailure>) {
        self.state.withLock { state in
            switch result {
            case .success(let token): state.machine.fetched(token, by: id, at: self.now())
            case .failure(let failure): state.machine.failed(failure, by: id, at: self.now())
            }
            state.running = nil
            state.task = nil
        }
    }
}
