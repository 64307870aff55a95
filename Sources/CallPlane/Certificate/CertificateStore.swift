import Foundation
import Logging
import NIOPosix
import NIOSSL
import Synchronization
import Telemetry

/// The certificate that new connections are served with. It follows its files, and keeps the last pair that works.
final class CertificateStore: Sendable {
    private struct State {
        var context: NIOSSLContext
        var digest: [UInt8]
    }

    private let names: ListenerCertificate
    private let state: Mutex<State>
    private let expiry: Gauge
    private let logger: Logger

    /// Reads the files for the first time; it waits for the disk, so not on an event loop.
    init(names: ListenerCertificate, metrics: MetricRegistry, logger: Logger) throws(CertificateError) {
        let files = try CertificateFiles(reading: names)
        let (context, expiresAt) = try files.context()
        self.names = names
        self.logger = logger
        self.expiry = metrics.gauge(
            "hookswitch_tls_certificate_expiry_timestamp_seconds",
            help: "When the listener's certificate ends, in Unix time.",
            labels: [.closed("listener", ["calls"])]
        ).labelled("calls")
        self.state = Mutex(State(context: context, digest: files.digest))
        self.expiry.set(expiresAt.timeIntervalSince1970)
    }

    /// What the next TLS handshake uses.
    var context: NIOSSLContext {
        self.state.withLock { $0.context }
    }

    /// Follows the files until the task is cancelled.
    func follow() async {
        var lastFailure: CertificateError?
        while !Task.isCancelled {
            do {
                try await Task.sleep(for: self.names.interval)
            } catch {
                return
            }
            lastFailure = await self.reload(after: lastFailure)
        }
    }

    /// Reads the files once more and takes what they hold if it is new and works.
    ///
    /// A pair that is read while it is being replaced does not match; it is taken at the next look.
    ///
    /// - Parameter lastFailure: What was wrong before, so that the same is not logged again.
    /// - Returns: What is wrong now.
    private func reload(after lastFailure: CertificateError?) async -> CertificateError? {
        let names = self.names
        let known = self.state.withLock { $0.digest }
        do {
            // On a thread that may wait for the disk; neither an event loop nor one of Swift's few threads may.
            let found = try await NIOThreadPool.singleton.runIfActive { () throws -> Found? in
                let files = try CertificateFiles(reading: names)
                guard files.digest != known else { return nil }
                let (context, expiresAt) = try files.context()
                return Found(context: context, digest: files.digest, expiresAt: expiresAt)
            }
            guard let found else { return nil }
            self.state.withLock { $0 = State(context: found.context, digest: found.digest) }
            self.expiry.set(found.expiresAt.timeIntervalSince1970)
            self.logger.notice("the calls listener serves a new certificate")
            return nil
        } catch let error as CertificateError {
            if error != lastFailure {
                self.logger.error(
                    "the calls listener's new certificate cannot be used and the old one stays",
                    metadata: ["reason": "\(error)"]
                )
            }
            return error
        } catch {
            // Only that the thread pool is shutting down, which ends the process.
            return lastFailure
        }
    }

    private struct Found: Sendable {
        let context: NIOSSLContext
        let digest: [UInt8]
        let expiresAt: Date
    }
}
