import NIOPosix

extension ListenerCertificate {
    /// Looks whether the files can be used now, so that a fault is found before anything listens.
    ///
    /// - Throws: ``CertificateError`` with what is wrong.
    public func check() async throws(CertificateError) {
        do {
            // On a thread that may wait for the disk.
            try await NIOThreadPool.singleton.runIfActive { _ = try CertificateFiles(reading: self).context() }
        } catch let error as CertificateError {
            throw error
        } catch {
            throw .unreadable(path: self.chainFile, reason: "the process is ending")
        }
    }
}
