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
        // What changes something is not let in by what was so five seconds ago: whoever lost the right may have, in between,
        // nothing but a look. (The transaction that writes looks once more, for a body may come late.)
        var sender = try await self.authentication.operator(
            of: request,
            from: SourceAddress(client),
            isFresh: !BearerAuthentication.isSafe(request.method)
        )
        context.trail.operatorName = sender.name
        let decision = self.rates.take(sender.tokenID)
        context.trail.rate = decision
        if let delay = decision.retryAfter { throw Problem.rateLimited(for: delay, by: self.rates.policy) }
        if let permission, !sender.may(permission) { throw Problem.forbidden(sender.role, lacks: permission) }
        sender.origin = try RequestOrigin.of(request, context, from: client)
        return AuthenticatedRequest(sender: sender, request: request, context: context)
    }
}
