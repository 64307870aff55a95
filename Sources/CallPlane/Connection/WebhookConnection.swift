import DequeModule
import Hookswitch
import NIOCore
import NIOHTTP1
import NIOSSL
import Routing

/// One client's connection: takes its requests in the order in which they come, and answers in that order.
///
/// A call that needs no search is answered without leaving the event loop. While one is sought, the next request is still
/// read, and then nothing more, so that the client's own window holds it back.
///
/// `@unchecked Sendable`: its event loop alone touches it; a ``CallSearch`` only carries it back there.
final class WebhookConnection: ChannelDuplexHandler, @unchecked Sendable {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// How much of the next request is there.
    enum Phase {
        /// Nothing.
        case between
        /// Perhaps a part of its head.
        case head
        /// Its head.
        case body
        /// There will be none: whatever else comes is thrown away.
        case ended
    }

    let loop: CallLoop
    private var context: ChannelHandlerContext?
    private var source: SourceAddress?

    private(set) var phase = Phase.head
    private var arriving: ArrivingRequest?
    private var waiting: Deque<ReceivedRequest> = []
    /// While a call is sought: whether its answer is the last.
    private var seeking: Bool?
    private var outbox = ByteBuffer()

    /// Bytes of the request that is arriving, as they came; after the end, of what is thrown away.
    private var byteCount = 0
    private var readCount = 0
    private var isHeld = false
    private var isEnding = false
    private var isLingering = false
    private var isInputClosed = false
    private var isReadHeldBack = false
    private var isWritable = true
    private var alarm = ConnectionAlarm()

    init(_ loop: CallLoop) {
        self.loop = loop
    }

    // MARK: What the channel tells

    func channelActive(context: ChannelHandlerContext) {
        let source = SourceAddress(context.remoteAddress)
        guard self.loop.admit(self, from: source) else {
            context.close(promise: nil)
            return
        }
        self.context = context
        self.source = source
        self.arm()
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.context = nil
        self.phase = .ended
        self.waiting.removeAll()
        self.arriving = nil
        if let source = self.source { self.loop.dismiss(self, from: source) }
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch self.unwrapInboundIn(data) {
        case .head(let head): self.take(head)
        case .body(var part): self.take(&part)
        case .end: self.takeEnd()
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        self.isWritable = context.channel.isWritable
        self.proceed()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .some(.inputClosed) = event as? ChannelEvent {
            self.isInputClosed = true
            if !self.isBusy || self.isLingering { self.cut() }
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if let error = error as? HTTPParserError {
            self.refuse(Refusal(error))
            return
        }
        // Most clients end TLS without saying so and some reset idle connections: no news unless someone waits.
        let isHandshake = if case .some(.handshakeFailed) = error as? NIOSSLError { true } else { false }
        if self.isBusy || isHandshake { self.loop.metrics.countBrokenConnection() }
        context.close(promise: nil)
    }

    func read(context: ChannelHandlerContext) {
        if self.isFull {
            self.isReadHeldBack = true
            self.arm()
        } else {
            context.read()
        }
    }

    // MARK: What comes in

    /// Whether bytes may go to the parser.
    func mayParse(byteCount: Int) -> Bool {
        self.readCount &+= 1
        switch self.phase {
        case .ended:
            self.byteCount += byteCount
            if self.byteCount > self.loop.limits.maximumLingerByteCount { self.cut() }
            return false
        case .between:
            self.phase = .head
            self.byteCount = 0
            self.arm()
        case .head:
            guard self.byteCount <= self.loop.limits.maximumHeadByteCount else {
                self.refuse(.headTooLarge)
                return false
            }
        case .body:
            guard self.byteCount <= self.loop.limits.maximumRequestByteCount else {
                self.refuse(.bodyTooLarge)
                return false
            }
        }
        self.byteCount += byteCount
        return true
    }

    /// Judges a head: the gate, the endpoint, the proof, the length, in this order.
    private func take(_ head: HTTPRequestHead) {
        guard self.phase != .ended else { return }
        do throws(Refusal) {
            let admission = try self.loop.gate.admit(head)
            if let probe = admission.probe, let answer = self.loop.identity(for: probe) {
                self.end(with: .identity(answer))
                return
            }
            guard let hook = admission.endpoint.flatMap(self.loop.pipeline.snapshots.current.hook(at:)) else {
                throw .unknownEndpoint
            }
            guard let tenant = hook.authenticate(admission.proof) else { throw .unauthorized }
            guard admission.declaredByteCount ?? 0 <= self.loop.limits.maximumBodyByteCount else {
                throw .bodyTooLarge
            }
            self.phase = .body
            self.arriving = ArrivingRequest(
                for: tenant,
                closes: !head.isKeepAlive,
                awaitsContinue: admission.awaitsContinue
            )
            self.askForBody()
            self.arm()
        } catch {
            self.refuse(error, hasBody: head.method != .HEAD)
        }
    }

    private func take(_ part: inout ByteBuffer) {
        guard self.phase == .body else { return }
        do throws(Refusal) {
            try self.arriving?.append(&part, read: self.readCount, limits: self.loop.limits)
        } catch {
            self.refuse(error)
        }
    }

    private func takeEnd() {
        guard self.phase == .body, let arriving = self.arriving else { return }
        self.arriving = nil
        self.phase = .between
        self.byteCount = 0
        self.enqueue(arriving.received(at: .now))
        self.arm()
    }

    /// Refuses the request that is arriving, and with it the connection: what comes after it cannot be trusted.
    private func refuse(_ refusal: Refusal, hasBody: Bool = true) {
        self.end(with: .refusal(refusal, hasBody: hasBody))
    }

    /// Takes nothing more: this is the last that is answered.
    private func end(with matter: ReceivedRequest.Matter) {
        guard self.phase != .ended else { return }
        self.phase = .ended
        self.arriving = nil
        self.byteCount = 0
        self.enqueue(ReceivedRequest(matter: matter, closes: true))
    }

    // MARK: What is done

    private func enqueue(_ request: ReceivedRequest) {
        guard self.seeking != nil || !self.waiting.isEmpty else {
            self.perform(request)
            return
        }
        guard self.waiting.count < ConnectionLimits.maximumWaitingCount || self.phase == .ended else {
            self.refuse(.pipelineTooLong)
            return
        }
        self.waiting.append(request)
    }

    private func perform(_ request: ReceivedRequest) {
        switch request.matter {
        case .refusal(let refusal, let hasBody):
            self.loop.metrics.count(refusal)
            let closes = self.isLast(request.closes)
            self.loop.reply.write(refusal, closes: closes, hasBody: hasBody, into: &self.outbox)
            self.hold(closes: closes)
        case .identity(let answer):
            self.loop.reply.write(identity: answer, into: &self.outbox)
            self.hold(closes: true)
        case .call(let call, let tenant, let receivedAt):
            switch self.loop.pipeline.begin(call, for: tenant, receivedAt: receivedAt) {
            case .decided(let decided):
                self.loop.record(decided)
                self.write(decided, closes: request.closes)
            case .seeking(let sought):
                self.seeking = request.closes
                // Nobody seeks any more only when the drain is over and connections are being cut.
                if !self.loop.seek(sought, for: self) { self.cut() }
            }
        }
    }

    /// Takes the decision of the call that was sought, after it was recorded.
    func answer(_ decided: DecidedCall) {
        guard let closes = self.seeking else { return }
        self.seeking = nil
        guard self.context != nil else { return }
        self.write(decided, closes: closes)
        while self.seeking == nil, let next = self.waiting.popFirst() { self.perform(next) }
        self.proceed()
    }

    private func write(_ decided: DecidedCall, closes: Bool) {
        let closes = self.isLast(closes)
        self.loop.reply.write(target: decided.target, closes: closes, into: &self.outbox)
        self.hold(closes: closes)
    }

    /// Tells a client that waits for it to send the body. While an earlier answer is outstanding the client must wait: it
    /// would take this for that answer.
    private func askForBody() {
        guard self.arriving?.awaitsContinue == true, !self.isBusy else { return }
        self.arriving?.goOn()
        self.outbox.writeBytes(ReplyText.proceed)
        self.hold(closes: false)
    }

    /// Keeps what was written until the records of this turn are written too.
    private func hold(closes: Bool) {
        if closes {
            self.phase = .ended
            self.isEnding = true
            self.arriving = nil
            self.waiting.removeAll()
        }
        guard !self.isHeld else { return }
        self.isHeld = true
        self.loop.hold(self)
    }

    /// Lets the answers go: their records are written.
    func release() {
        self.isHeld = false
        guard let context = self.context else { return }
        context.writeAndFlush(self.wrapOutboundOut(self.outbox), promise: nil)
        self.outbox.clear()
        if self.isEnding || (self.isInputClosed && !self.isBusy) { self.linger() }
        self.proceed()
    }

    // MARK: How it ends

    /// Closes our side and waits for the client's: closing both while bytes of the client are on their way would make
    /// its system throw the answer away.
    private func linger() {
        guard let context = self.context, !self.isLingering else { return }
        self.isLingering = true
        self.phase = .ended
        self.byteCount = 0
        context.close(mode: self.isInputClosed ? .all : .output, promise: nil)
    }

    /// Closes the connection if nothing is asked or answered on it.
    func closeIfIdle() {
        let isFresh = self.phase == .head && self.byteCount == 0
        if !self.isBusy, self.phase == .between || isFresh { self.cut() }
    }

    /// Closes the connection whatever it is doing.
    func cut() {
        self.phase = .ended
        self.context?.close(promise: nil)
    }

    /// Whether a deadline has passed.
    func isOverdue(at now: NIODeadline) -> Bool {
        self.alarm.isOverdue(at: now)
    }

    /// Does what a passed deadline asks for.
    func expire() {
        switch self.alarm.kind {
        case .head where self.byteCount > 0, .body: self.refuse(.timeout)
        case .write:
            self.loop.metrics.countBrokenConnection()
            self.cut()
        case .head, .idle, .linger: self.cut()
        case .none: break
        }
    }

    // MARK: What it is waiting for

    /// Whether an answer is outstanding.
    private var isBusy: Bool {
        self.seeking != nil || self.isHeld || !self.waiting.isEmpty
    }

    /// Whether the client is to be held back.
    private var isFull: Bool {
        !self.waiting.isEmpty || !self.isWritable
    }

    /// Whether an answer written now is the connection's last.
    private func isLast(_ closes: Bool) -> Bool {
        closes || self.loop.isLameDuck || (self.isInputClosed && self.waiting.isEmpty)
    }

    /// Goes on with what was held back and need not be any more: the next body, and reading.
    private func proceed() {
        self.askForBody()
        if self.isReadHeldBack, !self.isFull {
            self.isReadHeldBack = false
            self.context?.read()
        }
        self.arm()
    }

    /// Sets the deadline of what the connection is waiting for now.
    private func arm() {
        let kind: ConnectionAlarm.Kind =
            if self.isLingering {
                .linger
            } else if !self.isWritable {
                .write
            } else if self.isReadHeldBack {
                // We are not reading, so the client cannot be late.
                .none
            } else {
                switch self.phase {
                case .head: .head
                // A body that we have not asked for cannot be late.
                case .body: self.arriving?.awaitsContinue == true ? .none : .body
                case .between: self.isBusy ? .none : .idle
                case .ended: .none
                }
            }
        self.alarm.set(kind, now: self.loop.now, limits: self.loop.limits)
    }
}
