public import Logging
public import Routing

/// One Dataverse environment, searched for callers with one credential.
///
/// It keeps the credential's token and what it learned of the environment's health, so there should be one for each
/// credential in use, and a new one when the credential changes. It belongs to nobody in particular: whose calls it
/// serves is for others to know.
public final class CallerDirectory: Sendable {
    /// What is searched and how.
    public struct Configuration: Hashable, Sendable {
        /// What is tried when no notation of the number is found.
        public enum Fallback: String, Hashable, Sendable, CaseIterable {
            /// Nothing.
            case none
            /// The national digits anywhere in a column; slow, and throttled by Dataverse.
            case contains
        }

        /// Where to search.
        public var environment: DataverseEnvironment

        /// As whom.
        public var application: EntraApplication

        /// How the CRM's numbers without a country code are read.
        public var region: Region

        /// What to search, in order of priority; a table that comes twice counts once.
        public var tables: [DirectoryTable]

        /// What is tried when no notation of the number is found.
        public var fallback: Fallback

        /// How many requests may be under way at once; Dataverse refuses the 53rd, and others use the application too.
        public var maximumConcurrentRequestCount = 40

        /// Makes a configuration.
        public init(
            environment: DataverseEnvironment,
            application: EntraApplication,
            region: Region,
            tables: [DirectoryTable],
            fallback: Fallback = .none
        ) {
            self.environment = environment
            self.application = application
            self.region = region
            self.tables = tables
            self.fallback = fallback
        }
    }

    /// Whether the secret has the form of a secret's ID, which is what people paste when they miss its value.
    public let secretLooksLikeIdentifier: Bool

    private let configuration: Configuration
    let client: DataverseClient
    let exactSearch: DirectorySearch
    private let tables: [DirectoryTable]
    private let region: Region
    private let fallback: Configuration.Fallback
    private let containsSearch: DirectorySearch
    private let logger: Logger

    /// The most that the search inside columns may take of a call's time.
    private static let fallbackTime = Duration.milliseconds(700)

    /// Makes a directory; nothing is asked until the first call.
    ///
    /// - Parameters:
    ///   - configuration: What is searched and how.
    ///   - upstream: The way to Microsoft, shared by all directories.
    ///   - now: The clock of tokens and breakers. Deadlines are always real.
    ///   - previous: A directory of which the token, the breakers and the limit are taken over if it asks the same
    ///     environment as the same application, whatever else is different: Entra locks out applications that fetch a
    ///     token for every request (AADSTS50196).
    ///   - logger: Where failed lookups are noted, at debug.
    public init(
        configuration: Configuration,
        upstream: Upstream,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now },
        continuing previous: CallerDirectory? = nil,
        logger: Logger
    ) {
        let previous = previous.flatMap { $0.isContinued(by: configuration) ? $0 : nil }
        var tables: [DirectoryTable] = []
        for table in configuration.tables where !tables.contains(table) { tables.append(table) }
        let request = TokenRequest.make(configuration.application, for: configuration.environment.endpoint)
        let client =
            previous?.client
            ?? DataverseClient(
                environment: configuration.environment,
                upstream: upstream,
                tokens: AccessTokenSource(now: now) { deadline in
                    await TokenResponse.fetch(request, from: upstream, deadline: deadline)
                },
                limit: ConcurrencyLimit(maximumCount: max(1, configuration.maximumConcurrentRequestCount))
            )
        let reader = PhoneNumberReader(region: configuration.region)
        self.secretLooksLikeIdentifier = configuration.application.secretLooksLikeIdentifier
        self.tables = tables
        self.region = configuration.region
        self.fallback = configuration.fallback
        self.configuration = configuration
        self.client = client
        self.exactSearch = DirectorySearch(
            client: client,
            reader: reader,
            isFallback: false,
            breaker: previous?.exactSearch.breaker,
            now: now
        )
        self.containsSearch = DirectorySearch(
            client: client,
            reader: reader,
            isFallback: true,
            breaker: previous?.containsSearch.breaker,
            now: now
        )
        self.logger = logger
    }

    private func isContinued(by next: Configuration) -> Bool {
        self.configuration.environment == next.environment && self.configuration.application == next.application
            && self.configuration.maximumConcurrentRequestCount == next.maximumConcurrentRequestCount
    }

    /// Whether the environment is asked now.
    public var breakerCondition: BreakerCondition { self.exactSearch.breakerCondition }

    /// Whether the environment is searched inside columns now.
    public var fallbackBreakerCondition: BreakerCondition { self.containsSearch.breakerCondition }

    /// Why a lookup would be refused now without asking anyone; `nil` if it would be tried.
    ///
    /// It costs two short locks, so that who must not wait can spare himself and others the way to ``find(_:deadline:)``.
    public var refusal: DynamicsError? { self.exactSearch.refusal }

    /// Finds a caller.
    ///
    /// - Parameters:
    ///   - number: The caller's number.
    ///   - deadline: When the answer is worth nothing any more; it never comes noticeably later.
    public func find(_ number: PhoneNumber, deadline: ContinuousClock.Instant) async -> DirectoryAnswer {
        let recorder = LookupTraceRecorder()
        func exactQuestions() -> [[DataverseQuery]] {
            let notations = PhoneNotations.of(number, region: self.region)
            recorder.notations(notations.count)
            return self.tables.map { DataverseQuery.exact($0, notations: notations) }
        }
        var outcome = await self.exactSearch.run(exactQuestions, for: number, deadline: deadline, recorder: recorder)

        if outcome == .none, self.fallback == .contains {
            recorder.fallback()
            func containsQuestions() -> [[DataverseQuery]] {
                let digits = PhoneNotations.significantDigits(of: number)
                return self.tables.map { [DataverseQuery.contains($0, digits: digits)].compactMap(\.self) }
            }
            let deadline = min(deadline, .now + Self.fallbackTime)
            outcome = await self.containsSearch.run(
                containsQuestions,
                for: number,
                deadline: deadline,
                recorder: recorder
            )
            // The environment counts requests of the application, whatever they ask.
            if case .failed(let error) = outcome { self.exactSearch.noteThrottling(error) }
        }
        if case .failed(let error) = outcome {
            self.logger.debug("a lookup failed", metadata: ["reason": "\(error)"])
        }
        return DirectoryAnswer(outcome: outcome, trace: recorder.snapshot())
    }

    /// Gets a token ahead of the first call, unless there is one; one that has lived half its time is fetched anew in the
    /// background.
    ///
    /// - Parameter isForced: Whether to ask even where a refusal is still believed and no token is held.
    public func prepare(isForced: Bool = false, deadline: ContinuousClock.Instant) async throws(DynamicsError) {
        _ = try await self.client.tokens.token(deadline: deadline, isForced: isForced)
    }
}
