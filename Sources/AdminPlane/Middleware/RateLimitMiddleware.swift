import HTTPTypes
import Hummingbird

/// Tells in every answer to an operator how often they may ask, refusals included, so it stands outside problems.
struct RateLimitMiddleware: RouterMiddleware {
    let policy: RatePolicy

    func handle(
        _ request: Request,
        context: AdminRequestContext,
        next: (Request, AdminRequestContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        if let decision = context.trail.rate {
            RateLimitFields.add(decision, of: self.policy, to: &response.headers)
        }
        return response
    }
}
