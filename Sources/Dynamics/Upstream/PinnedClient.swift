import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Synchronization

/// A client whose connections go to one vetted address and nowhere else.
///
/// The name still stands in SNI, in `Host` and in what the certificate must prove.
final class PinnedClient: Sendable {
    let address: NetworkAddress

    private struct State {
        var leaseCount = 0
        var isRetired = false
        var hasEnded = false
        var hasAnswered = false
    }

    private let client: HTTPClient
    private let state = Mutex(State())

    init(client: HTTPClient, address: NetworkAddress) {
        self.client = client
        self.address = address
    }

    /// Whether an answer came from this address before, so that its connections may have been idle.
    var hasAnswered: Bool { self.state.withLock { $0.hasAnswered } }

    /// Whether requests are under way.
    var isBusy: Bool { self.state.withLock { $0.leaseCount > 0 } }

    /// Counts a request that will use the client; `false` when the client was retired and must not be used.
    func lease() -> Bool {
        self.state.withLock { state in
            guard !state.isRetired else { return false }
            state.leaseCount += 1
            return true
        }
    }

    /// Ends a request.
    ///
    /// - Returns: The end of the client's connections, when this was the last request of a retired client.
    func release() -> EventLoopFuture<Void>? {
        self.end { $0.leaseCount -= 1 }
    }

    /// Lets the requests under way finish and takes no more.
    ///
    /// - Returns: The end of the client's connections, when no request is under way.
    func retire() -> EventLoopFuture<Void>? {
        self.end { $0.isRetired = true }
    }

    /// Cuts the connections, whatever is under way.
    ///
    /// - Returns: Their end, unless they have ended or are about to.
    func shutDown() -> EventLoopFuture<Void>? {
        let isFirst = self.state.withLock { state in
            state.isRetired = true
            defer { state.hasEnded = true }
            return !state.hasEnded
        }
        return isFirst ? self.client.shutdown() : nil
    }

    /// Shuts the client down once it is retired and idle; AsyncHTTPClient wants that exactly once.
    private func end(after change: (inout State) -> Void) -> EventLoopFuture<Void>? {
        let isLast = self.state.withLock { state in
            change(&state)
            guard state.isRetired, state.leaseCount == 0, !state.hasEnded else { return false }
            state.hasEnded = true
            return true
        }
        return isLast ? self.client.shutdown() : nil
    }

    /// Sends a request and reads the answer whole. Cancelling the task ends the connection.
    func send(_ request: HTTPClientRequest, deadline: NIODeadline) async throws(TransportFailure) -> UpstreamResponse {
        do {
            let response = try await self.client.execute(request, deadline: deadline)
            let headerByteCount = response.headers.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 }
            guard headerByteCount <= UpstreamResponse.maximumHeaderByteCount else {
                throw TransportFailure.failed(.invalidResponse(.headersTooLarge))
            }
            let body: ByteBuffer
            do {
                body = try await response.body.collect(upTo: UpstreamResponse.maximumBodyByteCount)
            } catch {
                // Part of an answer came, so the request was worked on: it is not sent again.
                throw TransportFailure.failed(TransportFailure(error).error)
            }
            // A body that ends because the task was cancelled looks like one that ended.
            guard !Task.isCancelled else { throw TransportFailure.failed(.timeout(.answer)) }
            self.state.withLock { $0.hasAnswered = true }
            return UpstreamResponse(
                status: Int(response.status.code),
                retryAfter: response.headers.first(name: "Retry-After").flatMap {
                    RetryAfter.read($0, date: response.headers.first(name: "Date"))
                },
                body: Array(body.readableBytesView),
                challenge: response.headers.first(name: "WWW-Authenticate"),
                location: response.headers.first(name: "Location")
            )
        } catch let failure as TransportFailure {
            throw failure
        } catch {
            throw TransportFailure(error)
        }
    }
}

extension TransportFailure: Error {}
