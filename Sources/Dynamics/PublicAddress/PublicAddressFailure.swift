/// Why nothing answered at an address that others call.
public enum PublicAddressFailure: Error, Hashable, Sendable {
    /// What is wrong with the server's certificate.
    public enum Certificate: Hashable, Sendable {
        /// Its time is over: since when, in seconds since 1970.
        case expired(Int)
        /// Its time has not begun: when it does, in seconds since 1970.
        case notYetValid(Int)
        /// It is trusted, and for another name.
        case otherName
        /// It leads to no authority that the system trusts; also where the server leaves out what stands between.
        case untrusted
        /// It leads to an authority that is trusted by this installation's own file alone, and so by no stranger.
        case privatelyTrusted
    }

    /// The name has no address.
    case nameUnknown
    /// The name has only private addresses.
    case privateAddress
    /// Nobody accepts connections, or there is no way to there.
    case refused
    /// No connection, or no answer, came in time.
    case timeout
    /// What accepts the connection does not speak TLS 1.2 or later.
    case noTLS
    /// The certificate does not prove the name.
    case certificate(Certificate)
    /// The connection ended without an answer.
    case closed
    /// What answers does not speak HTTP/1.1.
    case noHTTP
}
