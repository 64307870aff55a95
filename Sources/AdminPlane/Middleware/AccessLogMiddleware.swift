import HTTPTypes
import Hummingbird
import Logging

/// Writes one line for each request when it ends. The path is the route's template; neither address, query nor body is
/// written, for they hold what tenants and callers would not want in a log.
struct AccessLogMiddleware: RouterMiddleware {
    let logger: Logger

    func handle(
        _ request: Request,
        context: AdminRequestContext,
        next: (Request, AdminRequestContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response = try await next(request, context)
        let duration = (ContinuousClock.now - start).components
        let milliseconds = duration.seconds &* 1000 &+ duration.attoseconds / 1_000_000_000_000_000
        var metadata: Logger.Metadata = [
            "request_id": .string(context.trail.identity.text),
            "method": .string(Self.name(of: request.method)),
            "route": .string(context.trail.operationID == nil ? "unknown" : context.endpointPath ?? "unknown"),
            "status": .stringConvertible(response.status.code),
            "duration_ms": .stringConvertible(milliseconds),
        ]
        if let name = context.trail.operatorName { metadata["operator"] = .string(name) }
        self.logger.info("admin request", metadata: metadata)
        return response
    }

    /// A method's name may be any text that a client makes up.
    private static func name(of method: HTTPRequest.Method) -> String {
        let known: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]
        return known.contains(method) ? method.rawValue : "other"
    }
}
