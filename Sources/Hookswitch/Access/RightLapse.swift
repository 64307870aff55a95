/// Whoever asked had the right when the request began, and has it no longer now that it would be used.
public enum RightLapse: Error, Hashable, Sendable {
    /// The operator was ended, the token revoked, the session ended, or their time is over.
    case ended
    /// They may do other things, or in other tenants, than when they asked.
    case changed
}
