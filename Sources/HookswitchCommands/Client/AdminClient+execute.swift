import AsyncHTTPClient
import NIOCore
import NIOHTTP1

extension AdminClient {
    /// Sends a request, and tells of it as `-v` and `--debug` want it.
    func execute(_ request: HTTPClientRequest, deadline: NIODeadline) async throws -> HTTPClientResponse {
        try await self.http.traced(request) { try await self.http.execute(request, deadline: deadline) }
    }
}

extension HTTPClient {
    /// Sends a request by some way, and tells of it as `-v` and `--debug` want it.
    func traced(
        _ request: HTTPClientRequest,
        by send: () async throws -> HTTPClientResponse
    ) async throws -> HTTPClientResponse {
        let talk = CommandManner.current.talk
        guard talk >= .requests else { return try await send() }
        if talk >= .heads {
            let first = "\(request.method.rawValue) \(RequestTrace.shown(url: request.url))"
            RequestTrace.head(">", first, request.headers).forEach(StandardStream.say)
        }
        let start = ContinuousClock.now
        let say = { (response: HTTPClientResponse?) in
            StandardStream.say(
                RequestTrace.line(
                    request.method,
                    request.url,
                    status: response.map { Int($0.status.code) },
                    requestID: response?.headers.first(name: "request-id"),
                    after: ContinuousClock.now - start
                )
            )
        }
        let response: HTTPClientResponse
        do {
            response = try await send()
        } catch {
            say(nil)
            throw error
        }
        if talk >= .heads {
            let first = "HTTP \(response.status.code)"
            RequestTrace.head("<", first, response.headers).forEach(StandardStream.say)
        }
        say(response)
        return response
    }
}
