import NIOCore
import NIOHTTP1
import NIOSSL

/// One request and its answer on a connection of their own; it lives on the connection's event loop.
final class PublicAddressExchange: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    private let question: PublicAddressQuestion
    private let promise: EventLoopPromise<PublicAddressAnswer>
    private var head: HTTPResponseHead?
    private var certificateEnd = 0
    private var body: [UInt8] = []

    init(_ question: PublicAddressQuestion, _ promise: EventLoopPromise<PublicAddressAnswer>) {
        self.question = question
        self.promise = promise
    }

    func channelActive(context: ChannelHandlerContext) {
        let endpoint = self.question.endpoint
        let host = endpoint.port == Endpoint.standardPort ? endpoint.host : "\(endpoint.host):\(endpoint.port)"
        let head = HTTPRequestHead(
            version: .http1_1,
            method: .POST,
            uri: self.question.path,
            headers: [
                "Host": host, "Content-Length": "0", "Accept": "*/*", "Connection": "close",
                self.question.field.name: self.question.field.value,
            ]
        )
        context.write(self.wrapOutboundOut(.head(head)), promise: nil)
        context.writeAndFlush(self.wrapOutboundOut(.end(nil)), promise: nil)
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch self.unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            do {
                let certificate = try context.pipeline.syncOperations.nioSSL_peerCertificate()
                self.certificateEnd = certificate.map { Int($0.notValidAfter) } ?? 0
            } catch {
                self.promise.fail(error)
            }
        case .body(let part):
            self.body += part.readableBytesView.prefix(PublicAddressAnswer.maximumBodyByteCount - self.body.count)
            // The rest says nothing more of who answers.
            if self.body.count >= PublicAddressAnswer.maximumBodyByteCount { self.succeed() }
        case .end:
            self.succeed()
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        self.promise.fail(error)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.promise.fail(PublicAddressFailure.closed)
        context.fireChannelInactive()
    }

    private func succeed() {
        guard let head else { return }
        self.promise.succeed(
            PublicAddressAnswer(
                status: Int(head.status.code),
                location: head.headers.first(name: "Location"),
                body: self.body,
                certificateEnd: self.certificateEnd
            )
        )
    }
}
