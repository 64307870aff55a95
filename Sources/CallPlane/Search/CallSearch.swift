import Hookswitch
import NIOCore

/// A call on its way from its event loop to the search for its caller, and back.
struct CallSearch: Sendable {
    let sought: SoughtCall
    let loop: CallLoop
    /// Who waits for the answer. If it has gone the decision is recorded all the same.
    let connection: WebhookConnection

    /// Seeks, and brings the decision back to the event loop.
    func run(_ finish: @Sendable (SoughtCall) async -> DecidedCall) async {
        let decided = await finish(self.sought)
        self.loop.eventLoop.execute {
            self.loop.record(decided)
            self.connection.answer(decided)
        }
    }
}
