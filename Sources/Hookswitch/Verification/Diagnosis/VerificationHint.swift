/// What probably is the matter with a tenant, as a stable word: the closed list of what a verification recognises.
public enum VerificationHint: String, CaseIterable, Codable, Hashable, Sendable {
    // The Dynamics host
    /// The address is none of Dataverse's.
    case addressNotAllowed = "address_not_allowed"
    /// The host's name has no address: misspelt, or of another geography.
    case nameUnknown = "name_unknown"
    /// The host's name leads into a private network.
    case privateAddress = "private_address"
    /// The environment redirects to another address, such as that of another geography.
    case environmentMoved = "environment_moved"
    /// The host answers, and no environment is there.
    case environmentAbsent = "environment_absent"
    /// The environment trusts another Entra tenant than the document's.
    case wrongDirectory = "wrong_directory"
    /// The server could not prove who it is.
    case certificateUntrusted = "certificate_untrusted"

    // Whoever is asked
    /// No connection came about, or it was cut.
    case unreachable
    /// No answer came in time.
    case slow
    /// Microsoft asks to wait.
    case throttled
    /// The service fails, or answers what nobody documents.
    case serviceFailing = "service_failing"

    // Entra
    /// Hookswitch has no credential of the tenant's.
    case credentialMissing = "credential_missing"
    /// The stored credential cannot be opened or used.
    case credentialUnusable = "credential_unusable"
    /// The secret is a GUID: its ID was pasted instead of its value.
    case secretIDPasted = "secret_id_pasted"
    /// Entra takes no such secret.
    case secretInvalid = "secret_invalid"
    /// The secret has expired.
    case secretExpired = "secret_expired"
    /// The application is not in this Entra tenant.
    case applicationNotFound = "application_not_found"
    /// The application may not sign in.
    case applicationDisabled = "application_disabled"
    /// There is no such Entra tenant.
    case tenantNotFound = "tenant_not_found"
    /// The Entra tenant has no environment of this address.
    case environmentNotFound = "environment_not_found"
    /// A conditional access policy forbids it.
    case blockedByPolicy = "blocked_by_policy"
    /// Entra refuses for another reason.
    case entraRefused = "entra_refused"

    // Dataverse
    /// The environment has no application user for the application.
    case noApplicationUser = "no_application_user"
    /// The application user is disabled.
    case userDisabled = "user_disabled"
    /// The environment's app access control keeps the application out.
    case applicationBlocked = "application_blocked"
    /// The application user's security role lacks a privilege.
    case privilegeMissing = "privilege_missing"
    /// Dataverse does not take Entra's token.
    case tokenRejected = "token_rejected"
    /// Dataverse refuses for another reason.
    case dataverseRefused = "dataverse_refused"
    /// The environment has no such table.
    case tableMissing = "table_missing"
    /// The table lacks a phone column.
    case columnMissing = "column_missing"
    /// No row is seen: the table is empty, or the role reads only rows of its own.
    case noRowsVisible = "no_rows_visible"
    /// The sample number is not in the tables.
    case sampleNotFound = "sample_not_found"
    /// Several rows of one table have the sample number.
    case sampleAmbiguous = "sample_ambiguous"

    // What Hookswitch has
    /// Nobody knows when the credential expires.
    case expiryUnknown = "expiry_unknown"
    /// The credential expires soon.
    case expiresSoon = "expires_soon"
    /// The secret lives for longer than Microsoft's portal makes any, such as the hundred years of old advice.
    case lifetimeTooLong = "lifetime_too_long"
    /// The credential's date is over.
    case expired
    /// No webhook key is live, so every call is refused.
    case webhookKeyMissing = "webhook_key_missing"
    /// The path alone opens the webhook.
    case webhookOpen = "webhook_open"
    /// The tenant is suspended.
    case tenantSuspended = "tenant_suspended"
    /// The tenant has no pool.
    case poolsMissing = "pools_missing"
    /// Pools send calls round in a circle.
    case poolLoop = "pool_loop"
    /// Another tenant has a pool of the same number.
    case poolClaimedTwice = "pool_claimed_twice"
    /// The public URL is not https on port 443.
    case publicURLNotHTTPS = "public_url_not_https"
    /// The public URL is one of this machine or network.
    case publicURLLocal = "public_url_local"
    /// The public URL's name has no address.
    case publicURLUnresolved = "public_url_unresolved"
    /// Nobody accepts connections at the public URL, as seen from here.
    case publicURLRefused = "public_url_refused"
    /// Nothing answers at the public URL in time, as seen from here.
    case publicURLSlow = "public_url_slow"
    /// What accepts connections at the public URL does not speak TLS or HTTP, or hangs up.
    case publicURLBroken = "public_url_broken"
    /// The public URL's certificate leads to no authority that systems trust.
    case publicURLCertificateUntrusted = "public_url_certificate_untrusted"
    /// The time of the public URL's certificate is over, or has not begun.
    case publicURLCertificateExpired = "public_url_certificate_expired"
    /// The public URL's certificate is for another name.
    case publicURLCertificateOtherName = "public_url_certificate_other_name"
    /// The public URL's certificate ends soon.
    case publicURLCertificateEndsSoon = "public_url_certificate_ends_soon"
    /// The public URL redirects, which Enreach may not follow.
    case publicURLRedirects = "public_url_redirects"
    /// Something else than Hookswitch answers at the public URL.
    case publicURLNotHookswitch = "public_url_not_hookswitch"
    /// What answers at the public URL keeps this server out, and may let in others.
    case publicURLKeepsOut = "public_url_keeps_out"
    /// Another Hookswitch answers at the public URL.
    case publicURLOtherInstallation = "public_url_other_installation"
    /// A Hookswitch answers at the public URL, and refuses what came by that name.
    case publicURLHostRefused = "public_url_host_refused"
}
