import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

extension Upstream {
    /// Calls an address as strangers call it: finds the name, connects, has the certificate proved by the system's trust, and
    /// posts an empty body. What an allowance names, on a private network perhaps, may have a certificate of our own file.
    ///
    /// The connection is one of its own and ends with the answer. No redirect is followed.
    ///
    /// - Parameters:
    ///   - now: The calendar, in seconds since 1970, by which a certificate's dates are told.
    ///   - deadline: When it is given up, all of it.
    public func call(
        _ question: PublicAddressQuestion,
        now: Int,
        deadline: ContinuousClock.Instant
    ) async throws(PublicAddressFailure) -> PublicAddressAnswer {
        let addresses: [NetworkAddress]
        do throws(DynamicsError) {
            addresses = try await self.resolver.addresses(of: question.endpoint, deadline: deadline)
        } catch {
            throw switch error {
            case .egressDenied: .privateAddress
            case .timeout: .timeout
            default: .nameUnknown
            }
        }
        var failure = PublicAddressFailure.nameUnknown
        for address in Self.oneOfEachFamily(addresses) {
            do throws(PublicAddressFailure) {
                return try await self.call(question, at: address, now: now, deadline: deadline)
            } catch {
                failure = error
            }
            // Another address may be tried only where nobody was met.
            guard failure == .refused, deadline > .now else { break }
        }
        throw failure
    }

    /// Which addresses of a name are tried, where the first takes no connection: the first of each family.
    static func oneOfEachFamily(_ addresses: [NetworkAddress]) -> [NetworkAddress] {
        guard let first = addresses.first else { return [] }
        return [first] + addresses.dropFirst().filter { $0.bytes.count != first.bytes.count }.prefix(1)
    }

    func call(
        _ question: PublicAddressQuestion,
        at address: NetworkAddress,
        now: Int,
        deadline: ContinuousClock.Instant
    ) async throws(PublicAddressFailure) -> PublicAddressAnswer {
        let failure: PublicAddressFailure
        do {
            let tls = question.endpoint.isExplicitlyAllowed ? self.tls : self.publicTLS
            return try await self.exchange(question, at: address, trusting: tls, deadline: deadline)
        } catch {
            failure = PublicAddressFailure(error)
        }
        guard failure == .noTLS else { throw failure }
        // What kept the handshake from its end the library does not tell: whether a certificate was shown is looked at, and
        // which.
        let dates = await self.certificateDates(question.endpoint, at: address, deadline: deadline)
        guard let dates else { throw failure }
        if dates.end < now { throw .certificate(.expired(dates.end)) }
        if dates.beginning > now { throw .certificate(.notYetValid(dates.beginning)) }
        do {
            _ = try await self.exchange(question, at: address, trusting: self.tls, deadline: deadline)
        } catch {
            throw .certificate(.untrusted)
        }
        throw .certificate(.privatelyTrusted)
    }

    private func exchange(
        _ question: PublicAddressQuestion,
        at address: NetworkAddress,
        trusting tls: TLSConfiguration,
        deadline: ContinuousClock.Instant
    ) async throws -> PublicAddressAnswer {
        let context = try NIOSSLContext(configuration: tls)
        let promise = self.eventLoopGroup.next().makePromise(of: PublicAddressAnswer.self)
        await self.connect(question.endpoint, at: address, deadline: deadline, promise) { channel in
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHandler(
                NIOSSLClientHandler(context: context, serverHostname: Self.serverName(question.endpoint))
            )
            try pipeline.addHTTPClientHandlers()
            try pipeline.addHandler(PublicAddressExchange(question, promise))
        }
        return try await promise.futureResult.get()
    }

    /// When a server's certificate begins and ends, whoever issued it; nothing is sent there. `nil` if it shows none.
    private func certificateDates(
        _ endpoint: Endpoint,
        at address: NetworkAddress,
        deadline: ContinuousClock.Instant
    ) async -> (beginning: Int, end: Int)? {
        do {
            let context = try NIOSSLContext(configuration: self.tls)
            let promise = self.eventLoopGroup.next().makePromise(of: NIOSSLCertificate.self)
            await self.connect(endpoint, at: address, deadline: deadline, promise) { channel in
                let handler = try NIOSSLClientHandler(
                    context: context,
                    serverHostname: Self.serverName(endpoint),
                    customVerificationCallback: { certificates, verdict in
                        if let own = certificates.first { promise.succeed(own) }
                        verdict.succeed(.failed)
                    }
                )
                try channel.pipeline.syncOperations.addHandlers([handler, ConnectionEnd(promise)])
            }
            let own = try await promise.futureResult.get()
            return (Int(own.notValidBefore), Int(own.notValidAfter))
        } catch {
            return nil
        }
    }

    /// Connects, and sees to it that the promise is kept by the deadline and the connection gone after it.
    private func connect<Value: Sendable>(
        _ endpoint: Endpoint,
        at address: NetworkAddress,
        deadline: ContinuousClock.Instant,
        _ promise: EventLoopPromise<Value>,
        _ prepare: @escaping @Sendable (any Channel) throws -> Void
    ) async {
        let remaining = max(TimeAmount(ContinuousClock.now.duration(to: deadline)), .milliseconds(1))
        let alarm = promise.futureResult.eventLoop.scheduleTask(in: remaining) {
            promise.fail(PublicAddressFailure.timeout)
        }
        promise.futureResult.whenComplete { _ in alarm.cancel() }
        do {
            let channel = try await ClientBootstrap(group: promise.futureResult.eventLoop)
                .connectTimeout(remaining)
                .channelInitializer { channel in channel.eventLoop.makeCompletedFuture { try prepare(channel) } }
                .connect(to: SocketAddress(ipAddress: address.description, port: endpoint.port)).get()
            promise.futureResult.whenComplete { _ in channel.close(promise: nil) }
        } catch {
            promise.fail(error)
        }
    }

    /// The name for SNI and for the certificate; of an address there is none, and the certificate must have the address.
    private static func serverName(_ endpoint: Endpoint) -> String? {
        NetworkAddress(endpoint.host) == nil ? endpoint.host : nil
    }
}
