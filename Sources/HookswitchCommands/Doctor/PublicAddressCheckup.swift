import AsyncHTTPClient
import Foundation
import Hookswitch
import NIOCore
import NIOPosix
import NIOSSL

/// Looks at the address by which the telephony cloud calls, as it looks from here: https, port 443, the certificate.
struct PublicAddressCheckup: Sendable {
    /// Longer than this nobody who calls waits, either.
    private static let patience = TimeAmount.seconds(5)
    /// A certificate that ends sooner should have been renewed: those for 90 days are at 30.
    private static let minimumDays = 21

    let url: BaseURL

    /// What is found.
    func checks(now: Date = .now) async -> [DoctorCheck] {
        guard self.url.scheme == "https", self.url.port == 443 else {
            return [
                DoctorCheck(
                    id: "public-url",
                    status: .failed,
                    summary: "public.url is \(self.url.text); Enreach calls https on port 443 and nothing else",
                    remedy: "set public.url (HOOKSWITCH_PUBLIC_URL) to https://HOST"
                )
            ]
        }
        let end: Date
        do {
            end = try await self.certificateEnd()
        } catch {
            return [
                DoctorCheck(
                    id: "public-url",
                    status: .failed,
                    summary: "\(self.url.text) cannot be reached from here: \(Self.reason(error))",
                    remedy: "point its name at the edge and open port 443 there; see deploy/nginx"
                )
            ]
        }
        let reached = DoctorCheck(id: "public-url", status: .ok, summary: "\(self.url.text) is reached on port 443")
        return [reached, Self.certificate(end: end, now: now), await self.chain()]
    }

    /// The check of a certificate's end.
    static func certificate(end: Date, now: Date) -> DoctorCheck {
        let days = Int((end.timeIntervalSince(now) / 86_400).rounded(.down))
        let remedy = "renew it, and see why that does not happen by itself"
        guard days >= 0 else {
            return DoctorCheck(
                id: "public-certificate",
                status: .failed,
                summary: "the certificate has expired",
                remedy: remedy
            )
        }
        return DoctorCheck(
            id: "public-certificate",
            status: days < Self.minimumDays ? .warning : .ok,
            summary: "the certificate is good for \(days) days",
            remedy: days < Self.minimumDays ? remedy : nil
        )
    }

    /// Whether the certificate is one that others believe: it has the name, and a chain to a root.
    private func chain() async -> DoctorCheck {
        let http = HTTPClient(
            eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton),
            configuration: .init(redirectConfiguration: .disallow)
        )
        let failure: (any Error)?
        do {
            _ = try await http.execute(HTTPClientRequest(url: self.url.text + "/"), timeout: Self.patience)
            failure = nil
        } catch {
            failure = error
        }
        // What cannot be closed was not open; the answer is known.
        try? await http.shutdown()
        guard let failure else {
            return DoctorCheck(id: "public-chain", status: .ok, summary: "the certificate has its name and its chain")
        }
        return DoctorCheck(
            id: "public-chain",
            status: .failed,
            summary: "a caller would not believe the certificate: \(Self.reason(failure))",
            remedy: "serve the certificate with those between it and a root, for the name \(self.url.host)"
        )
    }

    /// When the certificate that is shown there ends, whoever signed it.
    private func certificateEnd() async throws -> Date {
        let group = MultiThreadedEventLoopGroup.singleton
        let promise = group.next().makePromise(of: time_t.self)
        let context = try NIOSSLContext(configuration: .makeClientConfiguration())
        let isName = self.url.host.contains { !$0.isHexDigit && $0 != "." && $0 != ":" }
        let name = isName ? self.url.host : nil
        let bootstrap = ClientBootstrap(group: group).connectTimeout(Self.patience).channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                // It only looks; whether the certificate is to be believed is another question.
                let handler = try NIOSSLClientHandler(
                    context: context,
                    serverHostname: name,
                    customVerificationCallback: { certificates, verified in
                        verified.succeed(.certificateVerified)
                        if let leaf = certificates.first { promise.succeed(leaf.notValidAfter) }
                    }
                )
                try channel.pipeline.syncOperations.addHandler(handler)
            }
        }
        let channel: any Channel
        do {
            channel = try await bootstrap.connect(host: self.url.host, port: self.url.port).get()
        } catch {
            promise.fail(error)
            throw error
        }
        channel.closeFuture.whenComplete { _ in promise.fail(ChannelError.eof) }
        let late = channel.eventLoop.scheduleTask(in: Self.patience) {
            promise.fail(ChannelError.connectTimeout(Self.patience))
        }
        let end = try await promise.futureResult.get()
        late.cancel()
        channel.close(promise: nil)
        return Date(timeIntervalSince1970: TimeInterval(end))
    }

    private static func reason(_ error: any Error) -> String {
        switch error {
        case let error as NIOConnectionError where error.connectionErrors.isEmpty: "the name is not known"
        case let error as NIOConnectionError: error.connectionErrors.first.map { "\($0.error)" } ?? "no connection"
        case ChannelError.eof: "the connection was closed before a certificate came"
        case let error as HTTPClientError: error.shortDescription
        default: "\(error)"
        }
    }
}
