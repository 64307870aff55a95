import AsyncHTTPClient
import NIOCore
import NIOHTTP1

extension AdminClient {
    /// The largest answer of a stream that is none: a problem.
    private static let maximumProblemSize = 64 * 1024

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
        _ body: (EventStreamReader.Event) throws -> Bool
    ) async throws -> Bool {
        var request = self.request(.GET, path, query: query, accept: "text/event-stream, application/problem+json")
        if let lastID { request.headers.add(name: "last-event-id", value: lastID) }
        // Heartbeats come more often than a silent connection is given up; the deadline is for the answer's head.
        let response = try await self.reaching { try await self.execute(request) }
        let status = Int(response.status.code)
        guard status == 200 else {
            let bytes = try await self.reaching { try await response.body.collect(upTo: Self.maximumProblemSize) }
            let requestID = response.headers.first(name: "request-id")
            let problem = Problem(body: Array(bytes.readableBytesView), status: status, requestID: requestID)
            throw CommandFailure(CommandStatus(httpStatus: status), problem: problem)
        }
        var reader = EventStreamReader()
        var parts = response.body.makeAsyncIterator()
        while let part = try await self.reaching({ try await parts.next() }) {
            for event in try reader.read(part.readableBytesView) {
                guard try body(event) else { return false }
            }
        }
        return true
    }
}
