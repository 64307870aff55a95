import Foundation
import Hookswitch
import Hummingbird

/// The one door of all operations for operators: who asks, whether not too often, and whether they may.
struct Admission: Sendable {
    /// Recognises who asks.
    let authentication: BearerAuthentication
    /// How often each token may ask.
    let rates: RateLimiter<UUID>
    /// Who is believed when they say for whom they ask.
    let proxies: TrustedProxies

    /// Lets a request in.
    ///
    /// - Parameter permission: What the operation needs; `nil` is a token of any role.
    /// - Throws: A ``Problem``, or what the token service throws.
    func admit(
        _ request: Request,
        _ context: AdminRequestContext,
        needing permission: Permission?
    ) async throws -> AuthenticatedRequest {
        let client = self.proxies.client(of: request, context)
        var sender = try await self.authentication.operator(
            of: request,
            from: SourceAddress(client),
            isFresh: Self.isLasting(request, permission)
        )
        context.trail.operatorName = sender.name
        let decision = self.rates.take(sender.tokenID)
        context.trail.rate = decision
        if let delay = decision.retryAfter { throw Problem.rateLimited(for: delay, by: self.rates.policy) }
        if let permission, !sender.may(permission) { throw Problem.forbidden(sender.role, lacks: permission) }
        sender.origin = try RequestOrigin.of(request, context, from: client)
        return AuthenticatedRequest(sender: sender, request: request, context: context)
    }

    /// Whether a request may give rights that stay: who says who does what, and tags, which say where. Whoever lost the right a
    /// moment ago must not make themselves another by what a server remembers; that they still read for a moment is no harm.
    /// Operations without a permission end tokens and sessions.
    private static func isLasting(_ request: Request, _ permission: Permission?) -> Bool {
        guard !BearerAuthentication.isSafe(request.method) else { return false }
        return switch permission {
        case nil, .accessAdmin, .tenantsWrite, .importTenants: true
        default: false
        }
    }
}
