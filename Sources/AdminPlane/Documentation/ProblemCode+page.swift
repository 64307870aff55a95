/// What the pages of `/problems/{code}` say.
extension ProblemCode {
    /// What a problem of this kind means.
    var meaning: String {
        switch self {
        case .malformedRequest:
            "The body is not JSON in UTF-8, or nested too deeply."
        case .malformedHead:
            "What came is not a request of HTTP/1.1, so that nobody knows what was asked for."
        case .invalidParameter:
            "A query parameter's value is not one that it takes."
        case .unknownParameter:
            "The operation has no such query parameter; unknown ones are refused so that a typing error shows."
        case .invalidHeader:
            "A header field's value cannot be read."
        case .unauthenticated:
            "No token was sent, or one that is unknown, expired or revoked."
        case .forbidden:
            "The token's role lacks the permission that the operation needs."
        case .notFound:
            "There is no such thing, or it is not for this token to see."
        case .methodNotAllowed:
            "The path exists, but not with this method."
        case .notAcceptable:
            "The header field Accept leaves out every media type that the operation can answer with. Nothing was done."
        case .requestTimeout:
            "The request's body did not come in time."
        case .lastAdminToken:
            "After this nobody would be left who may do everything."
        case .webhookKeyLimit:
            "The tenant has two live webhook keys, which is what changing one without a gap needs."
        case .webhookKeyUnused:
            "The tenant's document lets its webhook be called without a key."
        case .webhookKeyLast:
            "It is the last key that opens the tenant's webhook; without it every call is refused."
        case .slugTaken:
            "A tenant was to be made under an external id, and there is one of its slug already."
        case .tenantNotDraft:
            "Only a tenant that no call was ever recorded of, and that is not being offboarded, can be deleted."
        case .preconditionFailed:
            "It was to be made and is there, or was to be replaced and is not."
        case .idempotencyInFlight:
            "The first request with this Idempotency-Key is still being worked on."
        case .idempotencyReplayed:
            "The request was carried out before, and its answer held a secret that is not kept."
        case .decisionErased:
            "What led to the decision's caller was erased, and with it how the call was decided."
        case .chainUnbroken:
            "The end of the tenant's sealed segments is as it was sealed, so there is nothing to begin anew behind."
        case .versionConflict:
            "Somebody changed it since it was read."
        case .planStale:
            "Tenants have changed since the import was planned, so that it would do something else now. Nothing was done."
        case .contentTooLarge:
            "The body is larger than the limit."
        case .unsupportedMediaType:
            "The body is of a media type that the operation does not read."
        case .invalidRequest:
            "The body is JSON, but not what the operation takes."
        case .invalidDocument:
            "A tenant document was refused, and nothing was changed."
        case .reasonRequired:
            "What cannot be taken back, or looks for a person, is done for a reason that the audit keeps."
        case .idempotencyKeyReused:
            "Another request came under this Idempotency-Key in the last 24 hours."
        case .preconditionRequired:
            "The change needs If-Match, so that nobody's change is lost."
        case .rateLimited:
            "The token asks too often."
        case .tooManyAttempts:
            "Too many wrong tokens came from one address."
        case .callerNotKept:
            "The caller's number was not kept, or was erased, so that nobody can read it."
        case .tooBroad:
            "The search would read more than one request may."
        case .tooManyVerifications:
            "A verification asks Microsoft a dozen times. Those of one Dynamics host go one after the other, and four in all;"
                + " the turn of this one did not come within ten seconds, or four of the token wait already. Of the audit a"
                + " server does one check at a time."
        case .tooManyStreams:
            "The token, or the server, has as many open streams of decisions as it may have."
        case .csrfTokenRequired:
            "A browser's session changes things only with its CSRF token, so that no other site can."
        case .signInRefused:
            "The issuer, or a rule of this server, refused the sign-in."
        case .lastAdminOperator:
            "After this nobody would be left who may do everything."
        case .operatorExists:
            "There is an operator of this name or identity."
        case .issuerUnavailable:
            "The OpenID Connect issuer did not answer as it should."
        case .headTooLarge:
            "The address or a header field has more than 8 KiB, or the head more than 16 KiB or 64 fields. It was not read."
        case .internal:
            "Hookswitch failed. Nothing of the reason is told here."
        case .unavailable:
            "The database is away, or the server stops."
        case .outcomeUnknown:
            "The database went away while it wrote, so that nobody knows whether it did."
        }
    }

    /// What to do about a problem of this kind.
    var remedy: String {
        switch self {
        case .malformedRequest:
            "Send one JSON value, with `Content-Type: application/json`; the detail says where reading stopped."
        case .malformedHead:
            "Send HTTP/1.1 without TLS, or ask the reverse proxy; an address has no spaces, and bytes beyond ASCII as `%XX`."
        case .invalidParameter:
            "The detail names the parameter and what it takes."
        case .unknownParameter:
            "Leave it out, or take the name from the API's description."
        case .invalidHeader:
            "The detail names the field and what it takes."
        case .unauthenticated:
            "Send `Authorization: Bearer hsw_…`; `hookswitch token create` makes a token."
        case .forbidden:
            "Use a token of a role that has it; `GET /api/v1/me` shows what a token may."
        case .notFound:
            "Look at the spelling, and with `GET /api/v1/me` at the tenants that the token is restricted to."
        case .methodNotAllowed:
            "The answer's field `Allow` lists the methods."
        case .notAcceptable:
            "Send `Accept` with one of the types that the detail lists, or leave it out."
        case .requestTimeout:
            "Send it again, faster or in smaller parts."
        case .lastAdminToken:
            "Make another token of the role admin first."
        case .webhookKeyLimit:
            "Revoke the key that is not in use any more, then make a new one."
        case .webhookKeyUnused:
            "Change the document if keys are wanted."
        case .webhookKeyLast:
            "Make a new key first, or say that the last one is meant."
        case .slugTaken:
            "Choose another slug, or give the tenant that there is the external id."
        case .tenantNotDraft:
            "Offboard it: that leaves a certificate of what was destroyed."
        case .preconditionFailed:
            "Look what is there, and send If-None-Match or If-Match accordingly."
        case .idempotencyInFlight:
            "Ask again in a moment with the same key."
        case .idempotencyReplayed:
            "Look at what is there now; if the secret was lost, make a new one under a new key."
        case .decisionErased:
            "Nothing brings it back; lists still have the decision's time, pool and outcome."
        case .chainUnbroken:
            "Nothing is to be done: what is due is sealed by itself. `decision verify` proves an export."
        case .versionConflict:
            "Read it again, look at the difference, and send the change with the new ETag."
        case .planStale:
            "Plan the file again; what was applied before is so already, and stays."
        case .contentTooLarge:
            "Send less at a time; the detail names the limit."
        case .unsupportedMediaType:
            "Send one of the types in the API's description."
        case .invalidRequest:
            "`errors` lists each wrong member by its JSON pointer."
        case .invalidDocument:
            "`errors` lists each wrong member by its JSON pointer, with how to mend it."
        case .reasonRequired:
            "Send the header `Audit-Reason`, such as a ticket's number."
        case .idempotencyKeyReused:
            "Use a new key for a new request."
        case .preconditionRequired:
            "Read the thing, and send its ETag as `If-Match`."
        case .rateLimited:
            "Wait for the seconds in `Retry-After`; `RateLimit-Policy` says how often it may ask."
        case .tooManyAttempts:
            "Wait for the seconds in `Retry-After`, and send a token that works."
        case .callerNotKept:
            "Nothing brings it back; mask and outcome stay in the decision."
        case .tooBroad:
            "Ask for a shorter time, or for one tenant or caller."
        case .tooManyStreams:
            "Close one, or ask again after the seconds in `Retry-After`."
        case .tooManyVerifications:
            "Ask again after the seconds in `Retry-After`."
        case .csrfTokenRequired:
            "Send the token that `GET /api/v1/me` or the sign-in gave as the field that the detail names."
        case .signInRefused:
            "The detail says which rule; begin the sign-in anew, or ask an administrator for an invitation."
        case .lastAdminOperator:
            "Make another operator an administrator first."
        case .operatorExists:
            "Change that one instead, or choose another name."
        case .issuerUnavailable:
            "Try again after the seconds in `Retry-After`; tokens work meanwhile."
        case .headTooLarge:
            "Send fewer or shorter header fields (cookies, tokens), and shorter values in the address."
        case .internal:
            "Search the server's log for the `request_id`."
        case .unavailable:
            "Send the same request again after the seconds in `Retry-After`."
        case .outcomeUnknown:
            "Look at what is there before asking again; with an Idempotency-Key the same request may simply be sent again."
        }
    }
}
