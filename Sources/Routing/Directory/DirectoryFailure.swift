/// Why the directory could not say who calls.
public enum DirectoryFailure: String, CaseIterable, Hashable, Sendable {
    /// The CRM did not answer in time.
    case timeout = "crm_timeout"
    /// Microsoft refused our credential, or the credential may not read the table.
    case authentication = "crm_auth"
    /// Microsoft asked us to wait.
    case throttled = "crm_throttled"
    /// The CRM answered with an error, or with something unreadable.
    case error = "crm_error"
    /// The CRM failed so often of late that it is not asked.
    case breakerOpen = "breaker_open"
    /// The call's own time ran out before the CRM could be asked.
    case deadline = "deadline"
    /// So many calls of this tenant wait for the CRM that this one did not join them.
    case shed = "shed"
}
