import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Makes a problem document of everything that is thrown within. What a client may not see goes to the log.
struct ProblemMiddleware: RouterMiddleware {
    let table: RouteTable
    let limits: AdminLimits
    let fault: @Sendable (any Error) -> AdminServices.Fault
    let logger: Logger

    func handle(
        _ request: Request,
        context: AdminRequestContext,
        next: (Request, AdminRequestContext) async throws -> Response
    ) async throws -> Response {
        let route = context.endpointPath.flatMap { self.table.route(at: $0, method: request.method) }
        context.trail.operationID = route?.operationID
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            let problem = self.problem(of: error, request: request, context: context)
            response = problem.response(requestID: context.trail.identity.text)
            if problem.leavesBodyUnread { self.closeAfter(&response, context.channel) }
            // The router makes HEAD of GET where it finds a path; where it finds none, nobody else leaves the body out.
            if request.method == .head { response = response.createHeadResponse() }
        }
        // Another Accept may meet another answer there, a refusal included.
        if let route, route.types.count > 1 { response.headers[.vary] = "Accept" }
        return response
    }

    private func problem(of error: any Error, request: Request, context: AdminRequestContext) -> Problem {
        if let error = error as? HTTPError, error.status == .notFound {
            return self.noRoute(for: request)
        }
        if let problem = Problem(error, fault: self.fault) {
            if problem.code == .unavailable || problem.code == .outcomeUnknown {
                self.logger.warning("admin request failed", metadata: self.metadata(of: error, context))
            }
            return problem
        }
        self.logger.error("admin request failed", metadata: self.metadata(of: error, context))
        return .unexplained
    }

    /// Errors of ours describe themselves without secrets or numbers; of others only the type is written.
    private func metadata(of error: any Error, _ context: AdminRequestContext) -> Logger.Metadata {
        [
            "request_id": .string(context.trail.identity.text),
            "operation": .string(context.trail.operationID ?? RequestMetricsMiddleware.unknownOperation),
            "error": .string(Self.describe(error)),
        ]
    }

    private static func describe(_ error: any Error) -> String {
        let type = String(reflecting: type(of: error))
        let isOurs = ["Hookswitch.", "Postgres.", "Dynamics.", "Schema."].contains { type.hasPrefix($0) }
        return isOurs ? "\(type): \(error)" : type
    }

    private func noRoute(for request: Request) -> Problem {
        let methods = self.table.methods(at: request.uri.path)
        guard !methods.isEmpty else { return .nowhere }
        let allowed = methods.joined(separator: ", ")
        return Problem(.methodNotAllowed, "This path has \(allowed).", headers: [.allow: allowed])
    }

    /// The rest of the body would be read as long as the client sends it. So the client is told to go, and the connection
    /// is closed a little later: at once would take the answer from a client that is still sending.
    private func closeAfter(_ response: inout Response, _ channel: any Channel) {
        response.headers[.connection] = "close"
        channel.eventLoop.scheduleTask(in: TimeAmount(self.limits.lingerDuration)) {
            channel.close(promise: nil)
        }
    }
}
