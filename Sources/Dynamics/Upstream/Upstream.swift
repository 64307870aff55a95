import AsyncHTTPClient
public import Logging
public import NIOCore
import NIOHTTP1
import NIOSSL
import Synchronization

/// The way to Microsoft: one small pool of connections for each host, bound to addresses that were vetted.
///
/// Nothing is shared between hosts, so one that hangs costs the others nothing. No redirect is followed, nothing is
/// decompressed, no proxy of the environment's is used, and no request or answer is logged: their URLs hold numbers.
public final class Upstream: Sendable {
    /// How the network is used.
    public struct Configuration: Sendable {
        /// Certificates that are trusted besides the system's: a file in PEM form.
        public var trustRootsFile: String?

        /// How long making a connection may take, TLS included. The deadline of a request is the sharper limit; the
        /// connection goes on being made and serves the next.
        public var connectTimeout: Duration = .seconds(3)

        /// How long an answer may pause. The deadline of a request is the sharper limit.
        public var readTimeout: Duration = .seconds(10)

        /// How many connections a host gets: Dataverse takes at most 52 requests of one application at once.
        public var maximumConnectionCountPerHost = 40

        /// How long a connection is kept without use; Microsoft's front ends close theirs after some minutes.
        public var idleTimeout: Duration = .seconds(90)

        /// How many hosts keep a pool; beyond, the one used longest ago is closed.
        public var maximumHostCount = 2_000

        /// Makes a configuration with the defaults.
        public init() {}
    }

    /// Why the way could not be opened.
    public enum SetupError: Error, Hashable, Sendable {
        /// The file of trusted certificates cannot be read, is not PEM or holds none.
        case trustRootsUnreadable
        /// The system has no bundle of trusted certificates where systems keep it, and no file was named.
        case trustRootsMissing
    }

    private struct State {
        var hosts: [Endpoint: UpstreamHost] = [:]
        var useCount: UInt64 = 0
        var closing: [UInt64: EventLoopFuture<Void>] = [:]
        var isShutDown = false
    }

    private let state = Mutex(State())
    private let configuration: Configuration
    let tls: TLSConfiguration
    /// As strangers connect: nothing but the system's certificates is trusted.
    let publicTLS: TLSConfiguration
    let eventLoopGroup: any EventLoopGroup
    let resolver: NameResolver
    private let logger: Logger

    /// Opens the way. It reads the file of certificates, so it is meant for the start of the process.
    ///
    /// - Throws: ``SetupError`` when the certificates cannot be used.
    public convenience init(
        configuration: Configuration = Configuration(),
        eventLoopGroup: any EventLoopGroup,
        logger: Logger
    ) throws(SetupError) {
        try self.init(
            configuration: configuration,
            eventLoopGroup: eventLoopGroup,
            resolver: NameResolver(),
            logger: logger
        )
    }

    init(
        configuration: Configuration,
        eventLoopGroup: any EventLoopGroup,
        resolver: NameResolver,
        logger: Logger
    ) throws(SetupError) {
        self.configuration = configuration
        let roots = try TrustRoots(additionalFile: configuration.trustRootsFile)
        self.tls = Self.tls(roots.certificates)
        self.publicTLS = Self.tls(roots.systemCertificates)
        self.eventLoopGroup = eventLoopGroup
        self.resolver = resolver
        self.logger = logger
    }

    /// Cuts all connections and ends the threads. Requests under way fail.
    public func shutdown() async {
        let (hosts, closing) = self.state.withLock { state in
            state.isShutDown = true
            defer { state.hosts = [:] }
            return (Array(state.hosts.values), Array(state.closing.values))
        }
        self.resolver.shutdown()
        let ends = hosts.flatMap { $0.shutDown() } + closing
        for end in ends {
            do { try await end.get() } catch { self.logger.debug("a client of an upstream did not end cleanly") }
        }
    }

    /// Sends a request and reads the answer, within a deadline that covers everything: finding the host, waiting for a
    /// connection, TLS and the body. What comes later is discarded.
    func send(
        _ request: UpstreamRequest,
        deadline: ContinuousClock.Instant
    ) async throws(DynamicsError) -> UpstreamResponse {
        let progress = RequestProgress()
        let result = await DeadlineRace.run(until: deadline) {
            await self.attempt(request, deadline: deadline, progress: progress)
        }
        guard let result else { throw .timeout(progress.stage) }
        return try result.get()
    }

    private func attempt(
        _ request: UpstreamRequest,
        deadline: ContinuousClock.Instant,
        progress: RequestProgress
    ) async -> Result<UpstreamResponse, DynamicsError> {
        do throws(DynamicsError) {
            let host = try self.host(request.endpoint)
            let addresses = try await self.resolver.addresses(of: request.endpoint, deadline: deadline)
            progress.stage = .answer
            return .success(try await self.send(request, to: host, at: addresses, deadline: deadline))
        } catch {
            return .failure(error)
        }
    }

    /// Tries once more in two cases only: another address after no connection, the same after an idle one had closed.
    private func send(
        _ request: UpstreamRequest,
        to host: UpstreamHost,
        at addresses: [NetworkAddress],
        deadline: ContinuousClock.Instant
    ) async throws(DynamicsError) -> UpstreamResponse {
        let first = try self.lease(host, addresses)
        let wasWarm = first.hasAnswered
        let failure: TransportFailure
        do throws(TransportFailure) {
            return try await self.exchange(request, with: first, deadline: deadline)
        } catch {
            failure = error
        }
        switch failure {
        case .notConnected where addresses.count > 1:
            host.avoid(first.address)
        case .closed where wasWarm:
            break
        case .failed(.timeout) where !first.hasAnswered:
            // An address that never answered may be one where nobody is; the next request tries another.
            host.avoid(first.address)
            throw failure.error
        default:
            throw failure.error
        }
        guard deadline > .now, !Task.isCancelled else { throw failure.error }
        let second = try self.lease(host, addresses)
        do throws(TransportFailure) {
            return try await self.exchange(request, with: second, deadline: deadline)
        } catch {
            throw error.error
        }
    }

    private func exchange(
        _ request: UpstreamRequest,
        with client: PinnedClient,
        deadline: ContinuousClock.Instant
    ) async throws(TransportFailure) -> UpstreamResponse {
        defer { self.track(client.release()) }
        let remaining = ContinuousClock.now.duration(to: deadline)
        return try await client.send(Self.clientRequest(request), deadline: .now() + TimeAmount(remaining))
    }

    private func host(_ endpoint: Endpoint) throws(DynamicsError) -> UpstreamHost {
        let found = self.state.withLock { state -> (UpstreamHost, evicted: UpstreamHost?)? in
            guard !state.isShutDown else { return nil }
            state.useCount &+= 1
            if let host = state.hosts[endpoint] {
                host.touch(state.useCount)
                return (host, nil)
            }
            var evicted: UpstreamHost?
            if state.hosts.count >= self.configuration.maximumHostCount,
                let oldest = state.hosts.min(by: { $0.value.usedAt < $1.value.usedAt })
            {
                evicted = state.hosts.removeValue(forKey: oldest.key)
            }
            let host = UpstreamHost { self.client(for: endpoint, at: $0) }
            host.touch(state.useCount)
            state.hosts[endpoint] = host
            return (host, evicted)
        }
        guard let found else { throw .unavailable(.shutDown) }
        self.track(found.evicted?.retire())
        return found.0
    }

    private func lease(_ host: UpstreamHost, _ addresses: [NetworkAddress]) throws(DynamicsError) -> PinnedClient {
        let (client, end) = host.lease(addresses)
        self.track(end)
        guard let client else { throw .unavailable(.shutDown) }
        return client
    }

    /// Remembers a client that is closing, so that ``shutdown()`` can wait for it.
    private func track(_ end: EventLoopFuture<Void>?) {
        guard let end else { return }
        let id = self.state.withLock { state in
            state.useCount &+= 1
            state.closing[state.useCount] = end
            return state.useCount
        }
        end.whenComplete { _ in self.state.withLock { _ = $0.closing.removeValue(forKey: id) } }
    }

    private func client(for endpoint: Endpoint, at address: NetworkAddress) -> PinnedClient {
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: self.tls,
            redirectConfiguration: .disallow,
            timeout: .init(
                connect: TimeAmount(self.configuration.connectTimeout),
                read: TimeAmount(self.configuration.readTimeout)
            ),
            decompression: .disabled
        )
        configuration.httpVersion = .http1Only
        configuration.dnsOverride = [endpoint.host: address.description]
        configuration.connectionPool.idleTimeout = TimeAmount(self.configuration.idleTimeout)
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit =
            self.configuration.maximumConnectionCountPerHost
        // A failed connection must be heard of at once, because another address may be tried.
        configuration.connectionPool.retryConnectionEstablishment = false
        // Spans of the client would carry the whole URL, and the caller's number with it.
        configuration.tracing.tracer = nil
        let client = HTTPClient(eventLoopGroupProvider: .shared(self.eventLoopGroup), configuration: configuration)
        return PinnedClient(client: client, address: address)
    }

    private static func clientRequest(_ request: UpstreamRequest) -> HTTPClientRequest {
        var clientRequest = HTTPClientRequest(url: request.endpoint.url + request.target)
        for header in request.headers { clientRequest.headers.add(name: header.name, value: header.value) }
        switch request.method {
        case .get:
            clientRequest.method = .GET
        case .post(let body):
            clientRequest.method = .POST
            clientRequest.body = .bytes(ByteBuffer(bytes: body))
        }
        return clientRequest
    }

    private static func tls(_ roots: [NIOSSLCertificate]) -> TLSConfiguration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        tls.certificateVerification = .fullVerification
        tls.trustRoots = .certificates(roots)
        return tls
    }
}
