import AsyncHTTPClient
import Foundation
import Logging
public import NIOCore
import NIOHTTP1
import NIOSSL
public import ServiceLifecycle
import Synchronization

/// The way to the issuer: https with a trusted certificate, no redirects, bounded in time and size.
///
/// Its address is the server's own configuration and not a tenant's, so it may be in a private network; the rules of
/// `egress.*` are for what tenants supply.
///
/// It opens nothing before it is first used, so that a server that does not start has nothing to close.
public final class IssuerClient: Service {
    /// How long an answer may take, in all. Somebody waits before a browser.
    static let standardTimeout = Duration.seconds(10)
    /// The largest answer that is read. Entra's keys, with their certificates, have some 20 KiB.
    static let maximumByteCount = 256 * 1024

    private enum State {
        case unused
        case open(HTTPClient)
        case shutDown
    }

    private let state = Mutex(State.unused)
    private let eventLoopGroup: any EventLoopGroup
    private let trustRootsFile: String?
    private let timeout: Duration

    /// Makes the client.
    ///
    /// - Parameter trustRootsFile: Certificates in PEM that are trusted besides the system's.
    public convenience init(eventLoopGroup: any EventLoopGroup, trustRootsFile: String?) {
        self.init(eventLoopGroup: eventLoopGroup, trustRootsFile: trustRootsFile, timeout: Self.standardTimeout)
    }

    init(eventLoopGroup: any EventLoopGroup, trustRootsFile: String?, timeout: Duration) {
        self.eventLoopGroup = eventLoopGroup
        self.trustRootsFile = trustRootsFile
        self.timeout = timeout
    }

    /// Waits for the server's end, and closes the connections.
    public func run() async throws {
        // It only waits for the end, which comes as graceful shutdown or as cancellation.
        try? await gracefulShutdown()
        await self.shutdown()
    }

    /// Closes the connections. Requests under way fail.
    public func shutdown() async {
        let client = self.state.withLock { state -> HTTPClient? in
            defer { state = .shutDown }
            guard case .open(let client) = state else { return nil }
            return client
        }
        // Nothing depends on how they end.
        try? await client?.shutdown()
    }

    private func client() throws(IssuerFault) -> HTTPClient {
        let client = self.state.withLock { state -> HTTPClient? in
            switch state {
            case .unused:
                let client = self.open()
                state = .open(client)
                return client
            case .open(let client): return client
            case .shutDown: return nil
            }
        }
        guard let client else { throw .unreachable }
        return client
    }

    private func open() -> HTTPClient {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        tls.certificateVerification = .fullVerification
        if let trustRootsFile { tls.additionalTrustRoots = [.file(trustRootsFile)] }
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls,
            redirectConfiguration: .disallow,
            timeout: .init(connect: TimeAmount(.seconds(5)), read: TimeAmount(self.timeout)),
            decompression: .disabled
        )
        configuration.httpVersion = .http1Only
        // Spans would carry whole URLs.
        configuration.tracing.tracer = nil
        return HTTPClient(eventLoopGroupProvider: .shared(self.eventLoopGroup), configuration: configuration)
    }

    /// Gets a document.
    ///
    /// - Parameter deadline: When it is given up.
    func get(_ url: String, until deadline: ContinuousClock.Instant) async throws(IssuerFault) -> Data {
        let patience = max(.zero, min(self.timeout, ContinuousClock.now.duration(to: deadline)))
        let (status, data) = try await self.send(HTTPClientRequest(url: url), within: patience)
        guard status == 200 else { throw .status(status) }
        return data
    }

    /// Sends a form.
    ///
    /// - Parameter authorization: The header field `Authorization`.
    /// - Returns: The status, and the body.
    func post(
        _ url: String,
        form: [(String, String)],
        authorization: String?
    ) async throws(IssuerFault) -> (status: Int, Data) {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
        if let authorization { request.headers.add(name: "Authorization", value: authorization) }
        let body = form.map { FormEncoding.encoded($0.0) + "=" + FormEncoding.encoded($0.1) }.joined(separator: "&")
        request.body = .bytes(ByteBuffer(string: body))
        return try await self.send(request, within: self.timeout)
    }

    private func send(
        _ request: HTTPClientRequest,
        within patience: Duration
    ) async throws(IssuerFault) -> (Int, Data) {
        var request = request
        request.headers.add(name: "Accept", value: "application/json")
        let sent = request
        let client = try self.client()
        do {
            return try await withThrowingTaskGroup(of: (Int, Data)?.self) { group in
                group.addTask {
                    let response = try await client.execute(sent, deadline: .now() + TimeAmount(patience))
                    let body = try await response.body.collect(upTo: Self.maximumByteCount)
                    return (Int(response.status.code), Data(body.readableBytesView))
                }
                // The client's own deadline ends with the head, and an answer that drips never pauses for long.
                group.addTask {
                    try await Task.sleep(for: patience)
                    return nil
                }
                defer { group.cancelAll() }
                guard let answer = try await group.next() ?? nil else { throw IssuerFault.unreachable }
                return answer
            }
        } catch is NIOTooManyBytesError {
            throw .unreadable
        } catch {
            throw .unreachable
        }
    }
}
