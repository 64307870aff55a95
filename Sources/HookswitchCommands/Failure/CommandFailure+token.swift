import Hookswitch

extension CommandFailure {
    /// Why a token was not made.
    ///
    /// - Parameter order: What was asked for.
    init(_ refusal: APITokenRefusal, of order: APITokenOrder) {
        let slugs = order.tenants ?? []
        let reasons = refusal.flaws.map { flaw in
            switch flaw {
            case .name: "--name has 1 to 100 characters, none of them control characters"
            case .role: "--role may do no more than the token that makes it"
            case .outlivesMaker: "it ends no later than the token that makes it"
            case .expiresAt: "--expires-at is past"
            case .noTenant, .allTenants: "--tenant is needed"
            case .tooManyTenants: "--tenant is given at most \(APITokenOrder.maximumTenantCount) times"
            case .tags: "--tag is 1 to \(TenantTag.maximumCount) words of a-z, 0-9 and hyphens"
            case .restrictedMaker: "a token that is for certain tenants makes none that is for tags"
            case .unknownTenant(let index):
                "there is no tenant \(slugs.indices.contains(index) ? slugs[index] : "of that slug")"
            }
        }
        self.init(
            .failed,
            code: "token_refused",
            "the token was not made",
            why: reasons,
            fix: "hookswitch token create --help; `hookswitch tenant list` shows the tenants"
        )
    }
}
