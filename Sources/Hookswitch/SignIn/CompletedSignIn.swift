/// What a sign-in ended with.
public enum CompletedSignIn: Sendable {
    /// A session of the browser's, and where the browser goes.
    case session(OpenedSession, returnPath: String?)
    /// The browser goes back to the command line, at this address, which says whether somebody was let in, and why not.
    case loopback(url: String, isRefused: Bool)
}
