import CallPlane

extension CommandFailure {
    /// The certificate of the listener for calls that cannot be used: nothing was started.
    init(_ error: CertificateError) {
        self.init(
            .cancelled,
            code: "start_refused",
            "hookswitch does not start: calls.tls",
            why: ["\(error)"],
            fix: "name a chain and its key, both in PEM, in calls.tls.certificateFile and calls.tls.privateKeyFile"
        )
    }
}
