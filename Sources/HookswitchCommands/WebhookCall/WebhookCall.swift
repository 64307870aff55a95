import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Routing

/// One call sent through the real webhook, as the telephony cloud would.
struct WebhookCall: Sendable {
    /// What came back.
    struct Answer: Sendable {
        /// The HTTP status.
        let status: Int
        /// The body; empty with 204.
        let body: String
        /// From sending to the body's end.
        let duration: Duration
    }

    /// What the telephony cloud's name of a call begins with if the call is a test of ours, so that nobody takes it for the
    /// cloud's.
    static let testPrefix = "hookswitch-test-"

    /// A new name for a test call.
    static func testCallID() -> String {
        Self.testPrefix + UUID().uuidString.lowercased()
    }

    /// A new key and a new tenant take effect within a second; a busy machine may need more.
    private static let patience = Duration.seconds(10)
    /// How long to wait before asking again whether they have.
    private static let pause = Duration.milliseconds(50)
    /// The sender's own limit.
    private static let timeout = TimeAmount.seconds(5)
    /// An answer has some dozens of bytes.
    private static let maximumAnswerSize = 64 * 1024

    /// The webhook's address.
    let url: String
    /// Who calls.
    let caller: String
    /// The pool in which the call waits.
    let pool: String
    /// The telephony cloud's name of the call, by which it is found again.
    let callID: String

    /// The request's body.
    var body: String {
        #"{"anum":"\#(self.caller)","bnum":"\#(self.pool)","extradata":{"CallId":"\#(self.callID)"}}"#
    }

    /// Sends it; again while the server does not know the key yet, which it then learns.
    ///
    /// - Parameter proof: What the call shows to prove itself.
    func send(_ proof: WebhookCallProof) async throws -> Answer {
        let http = HTTPClient(
            eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton),
            configuration: .init(redirectConfiguration: .disallow)
        )
        let answer: Answer
        do {
            answer = try await self.sendUntilKnown(proof, by: http)
        } catch {
            try await http.shutdown()
            throw error
        }
        try await http.shutdown()
        return answer
    }

    private func sendUntilKnown(_ proof: WebhookCallProof, by http: HTTPClient) async throws -> Answer {
        let end = ContinuousClock.now + Self.patience
        while true {
            let answer = try await self.sendOnce(proof, by: http)
            guard [401, 404].contains(answer.status), ContinuousClock.now < end else { return answer }
            try await Task.sleep(for: Self.pause)
        }
    }

    private func sendOnce(_ proof: WebhookCallProof, by http: HTTPClient) async throws -> Answer {
        var request = HTTPClientRequest(url: self.url)
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        if let header = proof.header { request.headers.add(name: header.name, value: header.value.reveal()) }
        request.body = .bytes(ByteBuffer(string: self.body))
        let start = ContinuousClock.now
        let response = try await http.traced(request) { try await http.execute(request, timeout: Self.timeout) }
        let body = try await response.body.collect(upTo: Self.maximumAnswerSize)
        return Answer(
            status: Int(response.status.code),
            body: String(decoding: body.readableBytesView, as: UTF8.self),
            duration: ContinuousClock.now - start
        )
    }
}
