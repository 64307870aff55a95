import HTTPTypes
import Hummingbird

/// Tells browsers and caches to make nothing of an answer but what it says. Problems are answers too, so it stands outside them.
struct SecurityHeadersMiddleware: RouterMiddleware {
    /// What every answer says.
    static let fields: HTTPFields = [
        // An answer may hold a key that is shown once, or a list of customers: no cache keeps it.
        .cacheControl: "no-store",
        .xContentTypeOptions: "nosniff",
        .contentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'",
        .referrerPolicy: "no-referrer",
    ]

    func handle(
        _ request: Request,
        context: AdminRequestContext,
        next: (Request, AdminRequestContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        for field in Self.fields { response.headers[field.name] = field.value }
        return response
    }
}
