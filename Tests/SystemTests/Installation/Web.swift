import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Requests of tests, over real sockets.
enum Web {
    /// An answer, whole.
    struct Answer: Sendable {
        let status: Int
        let headers: HTTPHeaders
        let body: String
    }

    // A client for all tests of the process: it ends with the process, so nobody shuts it down.
    private static let client = HTTPClient(
        eventLoopGroupProvider: .singleton,
        configuration: HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(5)),
            connectionPool: .init(
                idleTimeout: .seconds(10),
                // More than any test calls at once: what is measured is the server's limit, not the client's.
                concurrentHTTP1ConnectionsPerHostSoftLimit: 128
            )
        )
    )

    /// Gets a page.
    static func get(_ url: String, headers: [(String, String)] = []) async throws -> Answer {
        try await self.send("GET", url, headers: headers, body: nil)
    }

    /// Posts text.
    static func post(_ url: String, headers: [(String, String)] = [], body: String) async throws -> Answer {
        try await self.send("POST", url, headers: headers, body: body)
    }

    /// Sends a request.
    static func send(
        _ method: String,
        _ url: String,
        headers: [(String, String)],
        body: String?
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: url)
        request.method = HTTPMethod(rawValue: method)
        request.headers = HTTPHeaders(headers)
        if let body { request.body = .bytes(ByteBuffer(string: body)) }
        let response = try await self.client.execute(request, timeout: .seconds(20))
        let bytes = try await response.body.collect(upTo: 1 << 22)
        return Answer(status: Int(response.status.code), headers: response.headers, body: String(buffer: bytes))
    }
}
