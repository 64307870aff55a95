import HTTPTypes
import Logging
import NIOCore
import NIOHTTP1

/// Answers a request whose head cannot be read with a problem document.
///
/// The router never hears of such a request: Hummingbird writes 400 without a body, after the answers to the requests before
/// it, and closes. This stands right behind the decoder, and puts the problem into that answer's place.
final class HeadRefusal: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let limits: AdminLimits
    private let logger: Logger
    /// How many requests came whose answers have not ended.
    private var unansweredCount = 0
    /// What the decoder found; nothing is read after it.
    private var fault: HTTPParserError?
    /// What is being answered in the place of what is written.
    private var answer: (head: HTTPResponseHead, body: ByteBuffer)?

    private init(limits: AdminLimits, logger: Logger) {
        self.limits = limits
        self.logger = logger
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .head = Self.unwrapInboundIn(data) { self.unansweredCount += 1 }
        context.fireChannelRead(data)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if let error = error as? HTTPParserError, self.fault == nil { self.fault = error }
        context.fireErrorCaught(error)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch Self.unwrapOutboundIn(data) {
        case .head:
            // A fault in a body is its own request's, whose operation answers.
            guard let fault = self.fault, self.unansweredCount == 0 else { break }
            let answer = self.refuse(Problem(fault, limits: self.limits))
            self.answer = answer
            context.write(Self.wrapOutboundOut(.head(answer.head)), promise: promise)
            return
        case .body:
            guard self.answer != nil else { break }
            promise?.succeed()
            return
        case .end:
            guard let answer = self.answer else {
                self.unansweredCount -= 1
                break
            }
            context.write(Self.wrapOutboundOut(.body(.byteBuffer(answer.body))), promise: nil)
            let channel = context.channel
            // At once would take the answer from a client that is still sending.
            context.eventLoop.scheduleTask(in: TimeAmount(self.limits.lingerDuration)) { channel.close(promise: nil) }
        }
        context.write(data, promise: promise)
    }

    private func refuse(_ problem: Problem) -> (head: HTTPResponseHead, body: ByteBuffer) {
        let identity = RequestIdentity()
        let status = problem.code.status
        self.logger.info(
            "request has no readable head",
            metadata: ["request_id": .string(identity.text), "status": .stringConvertible(status.code)]
        )
        let body = JSONAnswer.bytes(of: problem.document(requestID: identity.text))
        var headers = HTTPHeaders(SecurityHeadersMiddleware.fields.map { ($0.name.rawName, $0.value) })
        headers.add(name: HTTPField.Name.contentType.rawName, value: "application/problem+json")
        headers.add(name: HTTPField.Name.contentLength.rawName, value: String(body.readableBytes))
        headers.add(name: HTTPField.Name.connection.rawName, value: "close")
        headers.add(name: HTTPField.Name.requestID.rawName, value: identity.text)
        let head = HTTPResponseHead(
            version: .http1_1,
            status: HTTPResponseStatus(statusCode: status.code, reasonPhrase: status.reasonPhrase),
            headers: headers
        )
        return (head, body)
    }

    /// Puts a refusal where it belongs: Hummingbird adds handlers only behind what turns HTTP's parts into its own.
    final class Placement: ChannelInboundHandler, RemovableChannelHandler {
        typealias InboundIn = Never

        private let limits: AdminLimits
        private let logger: Logger

        init(limits: AdminLimits, logger: Logger) {
            self.limits = limits
            self.logger = logger
        }

        func handlerAdded(context: ChannelHandlerContext) {
            let pipeline = context.pipeline.syncOperations
            do {
                let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
                let refusal = HeadRefusal(limits: self.limits, logger: self.logger)
                try pipeline.addHandler(refusal, position: .after(decoder))
            } catch {
                // Without a decoder there are no heads, and what is wrong is said as an error of the connection.
                context.fireErrorCaught(error)
            }
        }
    }
}
