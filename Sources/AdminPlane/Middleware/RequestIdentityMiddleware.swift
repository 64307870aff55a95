import HTTPTypes
import Hummingbird
import Logging

/// Gives each request the name by which it is found in the log, and says it in the answer. It stands outermost.
struct RequestIdentityMiddleware: RouterMiddleware {
    func handle(
        _ request: Request,
        context: AdminRequestContext,
        next: (Request, AdminRequestContext) async throws -> Response
    ) async throws -> Response {
        let sent = request.headers[values: .requestID]
        if sent.count == 1, let identity = RequestIdentity(parsing: sent[0]) { context.trail.identity = identity }
        var context = context
        // Hummingbird reads its own name of a request from this key and would trap without it.
        context.logger[metadataKey: "hb.request.id"] = .string(context.trail.identity.text)

        var response = try await next(request, context)
        response.headers[.requestID] = context.trail.identity.text
        return response
    }
}
