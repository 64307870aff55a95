/// The failures of `reference/domain.md` T8, with the error names and statuses seen in the field.
extension EntraFailure {
    static func wrongSecret(applicationID: String) -> EntraFailure {
        .init(
            code: 7_000_215,
            status: 401,
            error: "invalid_client",
            message: "Invalid client secret provided. Ensure the secret being sent in the request is the client secret "
                + "value, not the client secret ID, for a secret added to app '\(applicationID)'."
        )
    }

    static func expiredSecret(applicationID: String) -> EntraFailure {
        .init(
            code: 7_000_222,
            status: 401,
            error: "invalid_client",
            message: "The provided client secret keys for app '\(applicationID)' are expired. Visit the Azure portal "
                + "to create new keys for your app, or consider using certificate credentials for added security."
        )
    }

    static func unknownApplication(_ applicationID: String, tenant: String) -> EntraFailure {
        .init(
            code: 700_016,
            status: 400,
            error: "unauthorized_client",
            message: "Application with identifier '\(applicationID)' was not found in the directory '\(tenant)'. This "
                + "can happen if the application has not been installed by the administrator of the tenant or "
                + "consented to by any user in the tenant."
        )
    }

    static func disabledApplication(_ application: EntraApplication) -> EntraFailure {
        .init(
            code: 7_000_112,
            status: 400,
            error: "unauthorized_client",
            message: "Application '\(application.clientID)'(\(application.name)) is disabled."
        )
    }

    static let blockedByPolicy = EntraFailure(
        code: 53003,
        status: 400,
        error: "invalid_grant",
        message: "Access has been blocked by Conditional Access policies. The access policy does not allow token "
            + "issuance."
    )

    /// - Parameter isDiscovery: The token endpoint calls it `invalid_request`, discovery `invalid_tenant`.
    static func unknownTenant(_ name: String, isDiscovery: Bool) -> EntraFailure {
        .init(
            code: 90002,
            status: 400,
            error: isDiscovery ? "invalid_tenant" : "invalid_request",
            message: "Tenant '\(name)' not found. Check to make sure you have the correct tenant ID and are signing "
                + "into the correct cloud. Check with your subscription administrator, this may happen if there are "
                + "no active subscriptions for the tenant."
        )
    }

    static func malformedTenant(_ name: String) -> EntraFailure {
        .init(
            code: 900_023,
            status: 400,
            error: "invalid_request",
            message: "Specified tenant identifier '\(name)' is neither a valid DNS name, nor a valid external domain."
        )
    }

    static func unknownResource(_ resource: String, tenant: String) -> EntraFailure {
        .init(
            code: 500_011,
            status: 400,
            error: "invalid_resource",
            message: "The resource principal named \(resource) was not found in the tenant named \(tenant). This can "
                + "happen if the application has not been installed by the administrator of the tenant or consented "
                + "to by any user in the tenant. You might have sent your authentication request to the wrong tenant."
        )
    }

    static func invalidScope(_ scope: String) -> EntraFailure {
        .init(
            code: 70011,
            status: 400,
            error: "invalid_scope",
            message: "The provided request must include a 'scope' input parameter. The provided value for the input "
                + "parameter 'scope' is not valid. The scope \(scope) is not valid."
        )
    }

    static func severalScopes(_ scope: String) -> EntraFailure {
        .init(
            code: 28002,
            status: 400,
            error: "invalid_scope",
            message: "Provided value for the input parameter scope '\(scope)' is not valid when requesting an access "
                + "token. Please specify a valid scope."
        )
    }

    static let missingCredential = EntraFailure(
        code: 7_000_218,
        status: 401,
        error: "invalid_client",
        message: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'."
    )

    static let unknownAssertionKey = EntraFailure(
        code: 700_027,
        status: 401,
        error: "invalid_client",
        message: "The certificate with identifier used to sign the client assertion is not registered on application."
    )

    static let resourceWithScope = EntraFailure(
        code: 901_002,
        status: 400,
        error: "invalid_request",
        message: "The 'resource' request parameter is not supported."
    )

    static let loop = EntraFailure(
        code: 50196,
        status: 400,
        error: "invalid_grant",
        message: "The server terminated an operation because it encountered a client request loop. Please contact "
            + "your app vendor."
    )

    static func missingParameter(_ name: String) -> EntraFailure {
        .init(
            code: 900_144,
            status: 400,
            error: "invalid_request",
            message: "The request body must contain the following parameter: '\(name)'."
        )
    }

    static func unsupportedGrant(_ name: String) -> EntraFailure {
        .init(
            code: 70003,
            status: 400,
            error: "unsupported_grant_type",
            message: "The app requested an unsupported grant type '\(name)'."
        )
    }

    static func wrongMethod(_ method: String) -> EntraFailure {
        .init(
            code: 900_561,
            status: 405,
            error: "invalid_request",
            message: "The endpoint only accepts POST requests. Received a \(method) request."
        )
    }

    static let malformedRequest = EntraFailure(
        code: 9_002_313,
        status: 400,
        error: "invalid_request",
        message: "Invalid request. Request is malformed or invalid."
    )
}
