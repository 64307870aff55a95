import Routing

/// One way of searching an environment, with the breaker of that way.
final class DirectorySearch: Sendable {
    /// A lookup with less time says nothing about the environment when it fails.
    private static let meaningfulTime = Duration.milliseconds(250)

    /// The rows of one question in which the number was read, or why there is no answer.
    private typealias Matches = Result<[DirectoryMatch], DynamicsError>

    private let client: DataverseClient
    private let reader: PhoneNumberReader
    private let isFallback: Bool
    private let now: @Sendable () -> ContinuousClock.Instant
    let breaker: SharedBreaker

    init(
        client: DataverseClient,
        reader: PhoneNumberReader,
        isFallback: Bool,
        breaker: SharedBreaker?,
        now: @escaping @Sendable () -> ContinuousClock.Instant
    ) {
        self.client = client
        self.reader = reader
        self.isFallback = isFallback
        self.now = now
        self.breaker = breaker ?? SharedBreaker(at: now())
    }

    var breakerCondition: BreakerCondition {
        self.breaker.withLock { $0.condition(at: self.now()) }
    }

    /// Why a lookup would be refused now without asking anyone; `nil` if it would be tried.
    var refusal: DynamicsError? {
        self.breaker.withLock { $0.refusal(at: self.now()) } ?? self.client.tokens.refusal
    }

    func record(_ verdict: CircuitBreaker.Verdict) {
        self.breaker.withLock { $0.record(verdict, at: self.now()) }
    }

    /// Keeps the environment's wish to be left alone, whoever heard it.
    func noteThrottling(_ error: DynamicsError) {
        guard case .throttled(let seconds) = error else { return }
        self.record(.throttled(seconds: seconds))
    }

    /// Asks all tables side by side and answers as soon as the first of them in order has decided.
    ///
    /// - Parameter questions: For each table in order of priority, the questions that together search it. They are made
    ///   only when they will be asked, for making them costs more than being refused.
    func run(
        _ questions: () -> [[DataverseQuery]],
        for number: PhoneNumber,
        deadline: ContinuousClock.Instant,
        recorder: LookupTraceRecorder
    ) async -> DirectoryAnswer.Outcome {
        switch self.breaker.withLock({ $0.admit(at: self.now()) }) {
        case .admitted, .probe: break
        case .refused: return .failed(.breakerOpen)
        case .throttled(let seconds): return .failed(.throttled(retryAfterSeconds: seconds))
        }
        let tokenStartedAt = ContinuousClock.now
        let grant: AccessTokenSource.Grant
        do throws(DynamicsError) {
            grant = try await self.client.tokens.token(deadline: deadline)
            recorder.token(grant.wasHeld, since: tokenStartedAt)
        } catch {
            recorder.token(false, since: tokenStartedAt, error: error)
            return .failed(error)
        }

        let questions = questions()
        // All of a lookup or none of it: a lookup of which one table was not asked cannot be decided, and would keep the
        // environment busy with answers for nobody.
        guard self.client.limit.reserve(questions.reduce(0) { $0 + $1.count }) else { return .failed(.shed) }
        let startedAt = ContinuousClock.now
        let pending = questions.map { table in
            table.map { self.ask($0, for: number, token: grant.token, deadline: deadline, recorder: recorder) }
        }
        let outcome = await self.decide(pending, deadline: deadline)
        let hadTime = startedAt.duration(to: deadline) >= Self.meaningfulTime && !Task.isCancelled
        self.record(Self.verdict(outcome, hadTime: hadTime))
        return outcome
    }

    /// Begins a question.
    ///
    /// It runs on when the answer is decided without it, to its end or the deadline: cancelling it would cut a warm
    /// connection, and the next call would pay for a new one. The deadline and the limit on requests bound it.
    private func ask(
        _ query: DataverseQuery,
        for number: PhoneNumber,
        token: AccessToken,
        deadline: ContinuousClock.Instant,
        recorder: LookupTraceRecorder
    ) -> SharedResult<Matches> {
        let result = SharedResult<Matches>()
        Task {
            defer { self.client.limit.release() }
            do throws(DynamicsError) {
                let rows = try await self.client.rows(
                    query,
                    token: token,
                    deadline: deadline,
                    isFallback: self.isFallback,
                    recorder: recorder
                )
                result.complete(self.matches(in: rows, of: query, for: number))
            } catch {
                self.noteThrottling(error)
                result.complete(.failure(error))
            }
        }
        return result
    }

    private func matches(in rows: [DataverseRow], of query: DataverseQuery, for number: PhoneNumber) -> Matches {
        var matches: [DirectoryMatch] = []
        for row in rows where !matches.contains(where: { $0.rowID == row.id }) {
            guard let column = row.column(holding: number, reader: self.reader) else { continue }
            matches.append(DirectoryMatch(table: query.table, rowID: row.id, column: column))
        }
        // Rows that only look alike filled the answer, so rows that hold the number may have been left out.
        if rows.count >= query.rowCount, matches.count < 2 { return .failure(.invalidResponse(.lookAlikes)) }
        return .success(matches)
    }

    private func decide(
        _ pending: [[SharedResult<Matches>]],
        deadline: ContinuousClock.Instant
    ) async -> DirectoryAnswer.Outcome {
        for questions in pending {
            var matches: [DirectoryMatch] = []
            for question in questions {
                switch await question.value(by: deadline) {
                case nil: return .failed(.timeout(.answer))
                case .failure(let error): return .failed(error)
                case .success(let found):
                    for match in found where !matches.contains(where: { $0.rowID == match.rowID }) {
                        matches.append(match)
                    }
                }
            }
            guard let first = matches.first else { continue }
            return matches.count == 1 ? .match(first) : .ambiguous(first.table, count: matches.count)
        }
        return .none
    }

    private static func verdict(_ outcome: DirectoryAnswer.Outcome, hadTime: Bool) -> CircuitBreaker.Verdict {
        guard case .failed(let error) = outcome else { return .healthy }
        switch error {
        case .forbidden, .invalidResponse(.queryRejected), .invalidResponse(.lookAlikes): return .healthy
        case .timeout(.token), .authentication, .egressDenied, .breakerOpen, .shed, .throttled: return .unknown
        case .unavailable(.shutDown), .unavailable(.tokenStatus): return .unknown
        case .timeout: return hadTime ? .failing : .unknown
        case .invalidResponse, .unavailable: return .failing
        }
    }
}
