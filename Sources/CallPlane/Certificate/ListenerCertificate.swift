/// The files that hold the listener's certificate. Both are read again when they change.
public struct ListenerCertificate: Hashable, Sendable {
    /// The path of the certificate and its intermediates in PEM, the listener's own first.
    public var chainFile: String
    /// The path of the private key in PEM, without a passphrase.
    public var keyFile: String

    /// How often the files are looked at. Certificates are renewed weeks before they end, so seconds are for people who
    /// watch.
    public var interval: Duration

    /// Names the files.
    public init(chainFile: String, keyFile: String, interval: Duration = .seconds(10)) {
        self.chainFile = chainFile
        self.keyFile = keyFile
        self.interval = interval
    }
}
