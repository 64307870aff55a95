import AsyncHTTPClient
import NIOCore
import NIOHTTP1

extension AdminClient {
    /// A stream's head comes at once; what comes later has no deadline, for heartbeats come more often than the read timeout.
    private static let headTimeout = TimeAmount.seconds(60)
    /// The largest answer of a stream that is none: a problem.
    private static let maximumRefusalSize = 64 * 1024

    /// Reads a stream of events until the server ends it.
    ///
    /// - Parameters:
    ///   - lastID: The last event that was seen; the server goes on behind it.
    ///   - body: Given each event as it comes. It says whether to go on.
    /// - Returns: Whether `body` wants more.
    /// - Throws: A ``CommandFailure`` of unavailability if the connection breaks, of anything else if the server refuses.
    func stream(
        _ path: [String],
        query: [(String, String?)],
        after lastID: String?,
        _ body: (ServerSentEvents.Event) throws -> Bool
    ) async throws -> Bool {
        var request = self.request(.GET, path, query: query, accept: "text/event-stream")
        if let lastID { request.headers.add(name: "last-event-id", value: lastID) }
        let response = try await self.reached {
            try await self.execute(request, deadline: .now() + Self.headTimeout)
        }
        let status = Int(response.status.code)
        guard status == 200 else {
            let bytes = try await self.reached { try await response.body.collect(upTo: Self.maximumRefusalSize) }
            let requestID = response.headers.first(name: "request-id")
            let content = Array(bytes.readableBytesView)
            throw await self.refusal(of: path, status: status, requestID: requestID, body: content)
        }
        var reader = ServerSentEvents()
        var parts = response.body.makeAsyncIterator()
        while let part = try await self.next(of: &parts) {
            for event in try reader.feed(part.readableBytesView) {
                guard try body(event) else { return false }
            }
        }
        return true
    }
}
