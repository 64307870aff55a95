import Hookswitch
import NIOCore

/// A call on its way from its event loop to the search for its caller, and back.
///
/// It is decided once: by the search, or by its event loop when the time is over and the search has not come back, because
/// the threads of searches have too much to do.
///
/// `@unchecked Sendable`: apart from what is constant, its event loop alone touches it.
final class CallSearch: @unchecked Sendable {
    let sought: SoughtCall
    /// Who waits for the answer. If it has gone the decision is recorded all the same.
    let connection: WebhookConnection
    var isDecided = false
    private let loop: CallLoop

    init(_ sought: SoughtCall, loop: CallLoop, connection: WebhookConnection) {
        self.sought = sought
        self.loop = loop
        self.connection = connection
    }

    /// Seeks, and brings the decision back to the event loop.
    func run(_ finish: @Sendable (SoughtCall) async -> DecidedCall) async {
        let decided = await finish(self.sought)
        self.loop.eventLoop.execute { self.loop.end(self, with: decided) }
    }
}
