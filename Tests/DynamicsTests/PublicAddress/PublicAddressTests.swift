import Foundation
import Logging
import NIOCore
import NIOPosix
import Testing

@testable import Dynamics

/// Who answers at an address that others call, over real TLS.
@Suite(.serialized) struct PublicAddressTests {
    /// Asked anew each time: a certificate begins when it is made.
    private static var today: Int { Int(Date().timeIntervalSince1970) }

    /// Calls a server, as strangers would.
    private static func call(
        certificate: StubCertificate? = nil,
        trusted: StubCertificate? = nil,
        address: String? = "127.0.0.1",
        isAllowed: Bool = true,
        within patience: Duration = .seconds(10),
        answer: @escaping StubServer.Answer = { _ in .json("{}") }
    ) async throws -> (Result<PublicAddressAnswer, PublicAddressFailure>, [StubRequest]) {
        let server = try await StubServer(certificate: certificate, answer: answer)
        var configuration = Upstream.Configuration()
        configuration.trustRootsFile = try (trusted ?? certificate ?? StubCertificate.shared.get()).certificateFile
        let upstream = try Upstream(
            configuration: configuration,
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
            resolver: NameResolver(lookup: { _ in address.flatMap { NetworkAddress($0) }.map { [$0] } }),
            logger: Logger(label: "test")
        )
        let port = server.port
        let policy = EgressPolicy(allowing: isAllowed ? [try EgressAllowance(parsing: "localhost:\(port)")] : [])
        let question = PublicAddressQuestion(
            policy.publicAddress(host: "localhost", port: port),
            path: "/hooks/aaaa",
            field: ("Hookswitch-Probe", "abc")
        )
        let result: Result<PublicAddressAnswer, PublicAddressFailure>
        do throws(PublicAddressFailure) {
            result = .success(try await upstream.call(question, now: Self.today, deadline: .now + patience))
        } catch {
            result = .failure(error)
        }
        await upstream.shutdown()
        let requests = server.requests
        await server.shutdown()
        return (result, requests)
    }

    private static func failure(_ result: Result<PublicAddressAnswer, PublicAddressFailure>) -> PublicAddressFailure? {
        if case .failure(let failure) = result { failure } else { nil }
    }

    @Test func whatAnswersIsToldWithTheEndOfItsCertificate() async throws {
        let (result, requests) = try await Self.call { _ in
            .status("308 Permanent Redirect", "elsewhere", headers: ["Location: https://www.example.com/"])
        }

        let answer = try result.get()
        #expect(answer.status == 308)
        #expect(answer.location == "https://www.example.com/")
        #expect(answer.body == Array("elsewhere".utf8))
        #expect((0...2).contains((answer.certificateEnd - Self.today) / 86_400))
        #expect(requests.map(\.target) == ["/hooks/aaaa"])
        #expect(requests.first?.head.hasPrefix("POST ") == true)
        #expect(requests.first?.header("Hookswitch-Probe") == "abc")
        #expect(requests.first?.header("Host")?.hasPrefix("localhost:") == true)
    }

    @Test func aCertificateThatNobodyTrustsIsSeenAndNothingSent() async throws {
        let (result, requests) = try await Self.call(
            certificate: StubCertificate(),
            trusted: StubCertificate.shared.get()
        )

        #expect(Self.failure(result) == .certificate(.untrusted))
        #expect(requests.isEmpty)
    }

    @Test func whatOurOwnFileAloneTrustsIsNotTrustedByStrangers() async throws {
        let server = try await StubServer { _ in .json("{}") }
        var configuration = Upstream.Configuration()
        configuration.trustRootsFile = try StubCertificate.shared.get().certificateFile
        let upstream = try Upstream(
            configuration: configuration,
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
            logger: Logger(label: "test")
        )
        let address = try #require(NetworkAddress("127.0.0.1"))
        let question = { (policy: EgressPolicy) in
            PublicAddressQuestion(
                policy.publicAddress(host: "localhost", port: server.port),
                path: "/hooks/aaaa",
                field: ("Hookswitch-Probe", "abc")
            )
        }
        let allowed = EgressPolicy(allowing: [try EgressAllowance(parsing: "localhost:\(server.port)")])

        await #expect(throws: PublicAddressFailure.certificate(.privatelyTrusted)) {
            _ = try await upstream.call(
                question(EgressPolicy()),
                at: address,
                now: Self.today,
                deadline: .now + .seconds(10)
            )
        }
        let answer = try await upstream.call(
            question(allowed),
            at: address,
            now: Self.today,
            deadline: .now + .seconds(10)
        )

        #expect(answer.status == 200, "an allowance is for what strangers do not reach")
        await upstream.shutdown()
        await server.shutdown()
    }

    @Test func oneAddressOfEachFamilyIsTried() {
        let addresses = ["2001:db8::1", "2001:db8::2", "192.0.2.1", "192.0.2.2"].compactMap { NetworkAddress($0) }

        let tried = Upstream.oneOfEachFamily(addresses)

        #expect(tried == [addresses[0], addresses[2]])
        #expect(Upstream.oneOfEachFamily(Array(addresses.prefix(2))) == [addresses[0]])
        #expect(Upstream.oneOfEachFamily([]).isEmpty)
    }

    @Test func aCertificateThatEndedIsSeen() async throws {
        let (result, requests) = try await Self.call(certificate: StubCertificate(days: -1))

        guard case .certificate(.expired(let end)) = Self.failure(result) else {
            Issue.record("\(result)")
            return
        }
        #expect(end < Self.today)
        #expect(requests.isEmpty)
    }

    @Test func aCertificateOfAnotherNameIsSeen() async throws {
        let (result, requests) = try await Self.call(certificate: StubCertificate(name: "www.example.com"))

        #expect(Self.failure(result) == .certificate(.otherName))
        #expect(requests.isEmpty)
    }

    @Test func whoDoesNotAnswerInTimeIsGivenUp() async throws {
        let startedAt = ContinuousClock.now

        let (result, _) = try await Self.call(within: .seconds(2)) { _ in .hang }

        #expect(Self.failure(result) == .timeout)
        #expect(.now - startedAt < .seconds(8))
    }

    @Test func whoHangsUpOrSpeaksSomethingElseIsTold() async throws {
        let (reset, _) = try await Self.call { _ in .reset }
        let (other, _) = try await Self.call { _ in .send("SSH-2.0-OpenSSH_9.2\r\n") }

        #expect(Self.failure(reset) == .closed)
        #expect(Self.failure(other) == .noHTTP)
    }

    @Test func aBodyWithoutEndIsReadAsFarAsItIsLookedAt() async throws {
        let (result, _) = try await Self.call { _ in
            .flood(
                head: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                chunk: "400\r\n\(String(repeating: " ", count: 1_024))\r\n"
            )
        }

        #expect(try result.get().body.count == PublicAddressAnswer.maximumBodyByteCount)
    }

    @Test func namesWithoutAddressAndPrivateOnesAreNotCalled() async throws {
        let (unknown, _) = try await Self.call(address: nil)
        let (own, requests) = try await Self.call(isAllowed: false)

        #expect(Self.failure(unknown) == .nameUnknown)
        #expect(Self.failure(own) == .privateAddress)
        #expect(requests.isEmpty)
    }

    @Test func whereNobodyListensTheConnectionIsRefused() async throws {
        let (result, _) = try await Self.call(address: "127.0.0.2")

        #expect(Self.failure(result) == .refused)
    }

    @Test func aServerWithoutTLSIsTold() async throws {
        let plain = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(PlainAnswer())
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let port = plain.localAddress?.port ?? 0
        let upstream = try Upstream(
            configuration: Upstream.Configuration(),
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
            resolver: NameResolver(lookup: { _ in nil }),
            logger: Logger(label: "test")
        )
        let policy = EgressPolicy(allowing: [try EgressAllowance(parsing: "127.0.0.1:\(port)")])
        let question = PublicAddressQuestion(
            policy.publicAddress(host: "127.0.0.1", port: port),
            path: "/hooks/",
            field: ("Hookswitch-Probe", "abc")
        )

        await #expect(throws: PublicAddressFailure.noTLS) {
            _ = try await upstream.call(question, now: Self.today, deadline: .now + .seconds(10))
        }

        await upstream.shutdown()
        try await plain.close()
    }
}

/// Answers whatever comes with HTTP in the clear.
private final class PlainAnswer: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let text = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"
        context.writeAndFlush(self.wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
    }
}
