import AsyncHTTPClient
import NIOCore
import NIOHTTP1

extension AdminClient {
    /// The longest that a download may take: an audit of years over a slow line.
    private static let downloadTimeout = TimeAmount.hours(1)
    /// The largest answer that is not a download: a problem.
    private static let maximumProblemSize = 1024 * 1024

    /// Reads an answer piece by piece, however large it is.
    ///
    /// - Parameters:
    ///   - type: The media type that is wanted.
    ///   - receive: Given each piece as it comes. A whole answer came only if this function returns.
    /// - Throws: A ``CommandFailure``: the server's problem, or that its answer was lost; and what `receive` throws.
    func download(_ path: [String], as type: String, _ receive: (ByteBuffer) throws -> Void) async throws {
        let request = self.request(.GET, path, accept: type)
        let response = try await self.reached {
            try await self.execute(request, deadline: .now() + Self.downloadTimeout)
        }
        let status = Int(response.status.code)
        guard (200..<300).contains(status) else {
            let requestID = response.headers.first(name: "request-id")
            let body = try await self.reached {
                Array(try await response.body.collect(upTo: Self.maximumProblemSize).readableBytesView)
            }
            throw await self.refusal(of: path, status: status, requestID: requestID, body: body)
        }
        var pieces = response.body.makeAsyncIterator()
        while let piece = try await self.next(of: &pieces) { try receive(piece) }
    }
}
