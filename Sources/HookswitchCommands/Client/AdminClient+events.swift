import AsyncHTTPClient
import NIOCore
import NIOHTTP1

extension AdminClient {
    /// The longest that a stream of events may take: the slowest verification, every step at its deadline, and as much again.
    private static let streamTimeout = TimeAmount.minutes(5)
    /// The largest answer that is not a stream: a problem.
    private static let maximumProblemSize = 1024 * 1024

    /// Asks for something that is told of while it is done.
    ///
    /// - Parameters:
    ///   - json: The body; `nil` sends none.
    ///   - receive: Called with each event as it comes.
    /// - Throws: A ``CommandFailure``: the server's problem, or that its answer was lost; and what `receive` throws.
    func events(
        _ path: [String],
        json: String? = nil,
        _ receive: (ServerSentEvents.Event) throws -> Void
    ) async throws {
        let request = self.request(.POST, path, json: json, accept: "text/event-stream")
        let response: HTTPClientResponse
        do {
            response = try await self.execute(request, deadline: .now() + Self.streamTimeout)
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw self.unavailable(error)
        }
        let status = Int(response.status.code)
        guard (200..<300).contains(status) else {
            let requestID = response.headers.first(name: "request-id")
            let body: [UInt8]
            do {
                body = Array(try await response.body.collect(upTo: Self.maximumProblemSize).readableBytesView)
            } catch {
                throw self.unavailable(error)
            }
            var failure = await self.refusal(of: path, status: status, requestID: requestID, body: body)
            failure.retryAfter = response.headers.first(name: "retry-after").flatMap { Int($0) }
            throw failure
        }
        var reader = ServerSentEvents()
        var chunks = response.body.makeAsyncIterator()
        while let chunk = try await self.next(of: &chunks) {
            for event in try reader.feed(chunk.readableBytesView) { try receive(event) }
        }
    }

    /// The next piece of an answer; `nil` after its end.
    func next(of chunks: inout HTTPClientResponse.Body.AsyncIterator) async throws -> ByteBuffer? {
        do {
            return try await chunks.next()
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw self.unavailable(error)
        }
    }
}
