import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Routing

/// Speaks to the admin API of a running server.
struct AdminClient: Sendable {
    /// A server that does not take the connection in this time is away.
    private static let connectTimeout = TimeAmount.seconds(5)
    /// The longest that one answer may take: applying hundreds of tenants is the slowest that we ask.
    private static let answerTimeout = TimeAmount.seconds(60)
    /// The largest answer that is read: 200 tenants of a page are a few hundred kilobytes.
    private static let maximumAnswerSize = 32 * 1024 * 1024
    /// What a page holds at most.
    static let maximumPageSize = 200

    private let address: AdminAddress
    private let token: AdminToken
    private let http: HTTPClient

    /// Lends a client, and closes its connections afterwards.
    static func withClient<Result: Sendable>(
        of address: AdminAddress,
        token: AdminToken,
        _ body: (AdminClient) async throws -> Result
    ) async throws -> Result {
        // No redirects: the token is for this server and no other.
        let configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: Self.connectTimeout, read: Self.answerTimeout)
        )
        let http = HTTPClient(
            eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton),
            configuration: configuration
        )
        let result: Result
        do {
            result = try await body(AdminClient(address: address, token: token, http: http))
        } catch {
            try await http.shutdown()
            throw error
        }
        try await http.shutdown()
        return result
    }

    /// Reads something.
    func get<Answer: Decodable>(
        _ path: [String],
        query: [(String, String?)] = [],
        as type: Answer.Type = Answer.self
    ) async throws -> Answer {
        try await self.send(.GET, path, query: query, json: nil)
    }

    /// Asks for something to be done.
    ///
    /// - Parameter json: The body; empty sends none.
    func post<Answer: Decodable>(
        _ path: [String],
        query: [(String, String?)] = [],
        json: String? = nil,
        as type: Answer.Type = Answer.self
    ) async throws -> Answer {
        try await self.send(.POST, path, query: query, json: json)
    }

    /// Reads a list page by page until it ends or there are enough.
    func list<Element: Codable & Sendable>(
        _ path: [String],
        query: [(String, String?)] = [],
        limit: Int,
        of type: Element.Type = Element.self
    ) async throws -> ListPage<Element> {
        var all = ListPage<Element>(object: "list", data: [], hasMore: false, nextCursor: nil)
        var cursor: String?
        repeat {
            let size = min(Self.maximumPageSize, limit - all.data.count)
            let page: ListPage<Element> = try await self.get(
                path,
                query: query + [("limit", String(size)), ("after", cursor)]
            )
            all.data += page.data
            all.nextCursor = page.nextCursor
            // A server that gives an empty page and says that there is more would keep us forever.
            cursor = page.data.isEmpty ? nil : page.nextCursor
        } while cursor != nil && all.data.count < limit
        all.hasMore = all.nextCursor != nil
        return all
    }

    private func send<Answer: Decodable>(
        _ method: HTTPMethod,
        _ path: [String],
        query: [(String, String?)],
        json: String?
    ) async throws -> Answer {
        var request = self.request(method, path, query: query, accept: "application/json, application/problem+json")
        if let json {
            request.headers.add(name: "content-type", value: "application/json")
            request.body = .bytes(ByteBuffer(string: json))
        }
        let (status, requestID, body) = try await self.exchange(request)
        guard (200..<300).contains(status) else {
            let problem = Problem(body: body, status: status, requestID: requestID)
            throw CommandFailure(CommandStatus(httpStatus: status), problem: problem)
        }
        do {
            return try JSONDecoder().decode(Answer.self, from: Data(body))
        } catch {
            throw CommandFailure(
                .failed,
                code: "answer",
                "the server's answer is not what this hookswitch expects",
                why: ["\(self.address.text) may be another program or another version of hookswitch"],
                fix: "hookswitch version"
            )
        }
    }

    private func exchange(_ request: HTTPClientRequest) async throws -> (Int, String?, [UInt8]) {
        try await self.reaching {
            let response = try await self.execute(request)
            let body = try await response.body.collect(upTo: Self.maximumAnswerSize)
            let requestID = response.headers.first(name: "x-request-id")
            return (Int(response.status.code), requestID, Array(body.readableBytesView))
        }
    }

    /// A request with what every request has.
    func request(
        _ method: HTTPMethod,
        _ path: [String],
        query: [(String, String?)],
        accept: String
    ) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: self.address.url(path, query: query))
        request.method = method
        request.headers.add(name: "authorization", value: "Bearer " + self.token.value.reveal())
        request.headers.add(name: "accept", value: accept)
        request.headers.add(name: "user-agent", value: "hookswitch/" + HookswitchVersion.current)
        return request
    }

    /// Sends a request; the answer's head has come when it returns.
    func execute(_ request: HTTPClientRequest) async throws -> HTTPClientResponse {
        try await self.http.execute(request, deadline: .now() + Self.answerTimeout)
    }

    /// Makes of everything that keeps the server's answer from us one failure.
    func reaching<Result>(_ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw CommandFailure(
                .unavailable,
                code: "server_unavailable",
                "the server at \(self.address.text) does not answer",
                why: [Self.reason(error)],
                fix: "start it with `hookswitch serve`, or name another with --url or HOOKSWITCH_URL"
            )
        }
    }

    /// Why there was no answer. Errors of the libraries name hosts and ports and nothing that was sent.
    private static func reason(_ error: any Error) -> String {
        switch error {
        case let error as HTTPClientError where error == .connectTimeout: "the connection was not taken in time"
        case let error as HTTPClientError where error == .readTimeout || error == .deadlineExceeded:
            "there was no answer in \(Self.answerTimeout.nanoseconds / 1_000_000_000) s"
        case let error as HTTPClientError: error.shortDescription
        case is NIOTooManyBytesError: "the answer is larger than \(Self.maximumAnswerSize) bytes"
        case let error as NIOConnectionError where error.connectionErrors.isEmpty: "the name \(error.host) is not known"
        case let error as NIOConnectionError:
            error.connectionErrors.first.map { Self.reason($0.error) } ?? "it cannot be reached"
        case let error as IOError: error.errnoCode == ECONNREFUSED ? "nothing listens there" : error.description
        default: "\(error)"
        }
    }
}
