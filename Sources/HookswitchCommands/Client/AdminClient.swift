import AsyncHTTPClient
import Foundation
import Hookswitch
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

    let address: AdminAddress
    /// `nil` asks as nobody.
    private let token: AdminToken?
    let http: HTTPClient
    private let patience: TimeAmount
    /// Why changes are made, for the audit.
    private var reason: String?

    /// Lends a client, and closes its connections afterwards.
    ///
    /// - Parameter patience: The longest that one answer may take; `nil` for as long as the slowest operation needs.
    static func withClient<Result: Sendable>(
        of address: AdminAddress,
        token: AdminToken?,
        patience: TimeAmount? = nil,
        _ body: (AdminClient) async throws -> Result
    ) async throws -> Result {
        // No redirects: the token is for this server and no other.
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: patience ?? Self.connectTimeout, read: patience ?? Self.answerTimeout)
        )
        // Nobody listens there: told at once. Who waits for a server to come asks again by themselves.
        configuration.connectionPool.retryConnectionEstablishment = false
        let http = HTTPClient(
            eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton),
            configuration: configuration
        )
        let result: Result
        do {
            let client = AdminClient(
                address: address,
                token: token,
                http: http,
                patience: patience ?? Self.answerTimeout
            )
            result = try await body(client)
        } catch {
            try await http.shutdown()
            throw error
        }
        try await http.shutdown()
        return result
    }

    /// The client that gives the audit a reason for what it changes; `nil` gives none.
    func stating(_ reason: String?) -> AdminClient {
        var client = self
        client.reason = reason
        return client
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
    /// - Parameters:
    ///   - version: The version that the change is meant for.
    ///   - json: The body; empty sends none.
    func post<Answer: Decodable>(
        _ path: [String],
        query: [(String, String?)] = [],
        version: Int32? = nil,
        json: String? = nil,
        as type: Answer.Type = Answer.self
    ) async throws -> Answer {
        try await self.send(.POST, path, query: query, tag: version.map { SeenTag($0) }, json: json)
    }

    /// Changes something.
    ///
    /// - Parameter version: The version that the change is meant for.
    func patch<Answer: Decodable>(
        _ path: [String],
        query: [(String, String?)] = [],
        version: Int32,
        json: String,
        as type: Answer.Type = Answer.self
    ) async throws -> Answer {
        try await self.send(.PATCH, path, query: query, tag: SeenTag(version), json: json)
    }

    /// Ends something; the answer has nothing to read.
    ///
    /// - Parameter tag: What is to be ended, as it was seen, of what can change before.
    func delete(_ path: [String], tag: SeenTag? = nil) async throws {
        _ = try await self.body(.DELETE, path, query: [], tag: tag, json: nil)
    }

    /// Ends something, or says what that would change, and reads what is said of it.
    ///
    /// - Parameter tag: What is to be ended, as it was seen, of what can change before.
    func delete<Answer: Decodable>(
        _ path: [String],
        query: [(String, String?)],
        tag: SeenTag? = nil,
        as type: Answer.Type = Answer.self
    ) async throws -> Answer {
        try await self.send(.DELETE, path, query: query, tag: tag, json: nil)
    }

    /// Reads a list page by page until it ends or there are enough, and no faster than the server lets this token ask.
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
            let query = query + [("limit", String(size)), ("after", cursor)]
            let page: ListPage<Element> = try await ServerPatience.keep { try await self.get(path, query: query) }
            all.data += page.data
            all.nextCursor = page.nextCursor
            // A page may be empty and have a next. A server that gives the same again would keep us forever.
            cursor = page.nextCursor == cursor ? nil : page.nextCursor
        } while cursor != nil && all.data.count < limit
        all.hasMore = all.nextCursor != nil
        return all
    }

    private func send<Answer: Decodable>(
        _ method: HTTPMethod,
        _ path: [String],
        query: [(String, String?)],
        tag: SeenTag? = nil,
        json: String?
    ) async throws -> Answer {
        let body = try await self.body(method, path, query: query, tag: tag, json: json)
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

    /// Asks, and gives the body of an answer that says yes.
    private func body(
        _ method: HTTPMethod,
        _ path: [String],
        query: [(String, String?)],
        tag: SeenTag? = nil,
        json: String?
    ) async throws -> [UInt8] {
        var request = self.request(method, path, query: query, json: json, accept: "application/json")
        if let tag { request.headers.add(name: "if-match", value: tag.text) }
        let (head, body) = try await self.exchange(request)
        guard (200..<300).contains(head.status) else {
            var failure = await self.refusal(of: path, status: head.status, requestID: head.requestID, body: body)
            failure.retryAfter = head.retryAfter
            throw failure
        }
        return body
    }

    /// The server's problem, as a failure.
    func refusal(of path: [String], status: Int, requestID: String?, body: [UInt8]) async -> CommandFailure {
        var problem = Problem(body: body, status: status, requestID: requestID)
        if let slug = Self.missingTenant(problem, path) { problem = await self.suggestion(for: slug, in: problem) }
        return CommandFailure(CommandStatus(httpStatus: status), problem: problem)
    }

    /// A request for an operation, with the token.
    ///
    /// - Parameter accept: The media type that the answer is wanted in; problems come as themselves.
    func request(
        _ method: HTTPMethod,
        _ path: [String],
        query: [(String, String?)] = [],
        json: String? = nil,
        accept: String
    ) -> HTTPClientRequest {
        var request = self.request(method, self.address.url(path, query: query))
        request.headers.add(name: "accept", value: accept + ", application/problem+json")
        if let json {
            request.headers.add(name: "content-type", value: "application/json")
            request.body = .bytes(ByteBuffer(string: json))
        }
        return request
    }

    /// A request with the token, to be sent to this server.
    func request(_ method: HTTPMethod, _ url: String) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: url)
        request.method = method
        if let token { request.headers.add(name: "authorization", value: "Bearer " + token.value.reveal()) }
        request.headers.add(name: "user-agent", value: "hookswitch/" + HookswitchVersion.current)
        if let reason, method != .GET { request.headers.add(name: "audit-reason", value: reason) }
        return request
    }

    /// Sends a request of the caller's own making.
    ///
    /// - Parameters:
    ///   - target: Path and query, encoded.
    ///   - body: Takes the answer, whose parts may come for as long as none keeps the read timeout waiting.
    func raw<Result: Sendable>(
        _ method: HTTPMethod,
        _ target: String,
        headers: [(name: String, value: String)],
        content: [UInt8]?,
        _ body: (HTTPClientResponse) async throws -> Result
    ) async throws -> Result {
        var request = self.request(method, self.address.text + target)
        for header in headers { request.headers.replaceOrAdd(name: header.name, value: header.value) }
        if let content { request.body = .bytes(ByteBuffer(bytes: content)) }
        return try await self.reached { try await body(try await self.execute(request, deadline: .distantFuture)) }
    }

    /// The slug of a request that found nothing and may have named no tenant.
    private static func missingTenant(_ problem: Problem, _ path: [String]) -> String? {
        guard problem.status == 404, path.count >= 2, path[0] == "tenants", path[1] != "apply" else { return nil }
        return path[1]
    }

    /// The problem with the slug that was meant, as far as one page of the list knows; the problem itself if the
    /// tenant is there, or the list cannot be had.
    private func suggestion(for slug: String, in problem: Problem) async -> Problem {
        let slugs: [String]
        do {
            slugs = try await self.tenantSlugs()
        } catch {
            // It is an extra: that it failed is no news beside what failed before.
            return problem
        }
        guard !slugs.contains(slug) else { return problem }
        var problem = problem
        let hint = NearestWord.find(slug, among: slugs).map { " Did you mean \"\($0)\"?" } ?? ""
        problem.detail = "there is no tenant \"\(slug)\".\(hint)"
        problem.fix = "hookswitch tenant list"
        return problem
    }

    /// The slugs of the first page of tenants.
    func tenantSlugs() async throws -> [String] {
        struct Entry: Codable { let slug: String }
        let url = self.address.url(["tenants"], query: [("limit", String(Self.maximumPageSize))])
        let (head, body) = try await self.exchange(self.request(.GET, url))
        guard head.status == 200 else { return [] }
        return try JSONDecoder().decode(ListPage<Entry>.self, from: Data(body)).data.map(\.slug)
    }

    /// What of an answer's head is of use.
    private struct Head {
        let status: Int
        let requestID: String?
        let retryAfter: Int?
    }

    private func exchange(_ request: HTTPClientRequest) async throws -> (Head, [UInt8]) {
        try await self.reached {
            let response = try await self.execute(request, deadline: .now() + self.patience)
            let body = try await response.body.collect(upTo: Self.maximumAnswerSize)
            let head = Head(
                status: Int(response.status.code),
                requestID: response.headers.first(name: "request-id"),
                retryAfter: response.headers.first(name: "retry-after").flatMap { Int($0) }
            )
            return (head, Array(body.readableBytesView))
        }
    }

    /// Turns what keeps an answer from coming into a failure for people.
    func reached<Result: Sendable>(_ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch is CancellationError {
            throw CancellationError()
        } catch let error as StandardStream.WriteError {
            throw error
        } catch let error as CommandFailure {
            throw error
        } catch {
            throw self.unavailable(error)
        }
    }

    /// The failure to get an answer.
    func unavailable(_ error: any Error) -> CommandFailure {
        CommandFailure(
            .unavailable,
            code: "server_unavailable",
            "the server at \(self.address.text) does not answer",
            why: [Self.reason(error)],
            fix: "start it with `hookswitch serve`, or name another with --url or HOOKSWITCH_URL"
        )
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
