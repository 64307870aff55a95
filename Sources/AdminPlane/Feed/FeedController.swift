import HTTPTypes
import Hookswitch
import Hummingbird
import NIOCore
import Routing
import ServiceLifecycle

/// Decisions as they reach Postgres, as server-sent events.
struct FeedController: Sendable {
    let feed: DecisionFeed

    var routes: [AdminRoute] {
        [
            AdminRoute(.get, "/api/v1/decisions/stream", "streamDecisions", needs: .decisionsRead, self.stream)
                .answering(with: EventStream.type)
        ]
    }

    private func stream(_ request: AuthenticatedRequest) async throws -> Response {
        let query = try request.query(allowing: ["outcome", "tenant"])
        let outcome = try query.choice("outcome", of: Outcome.self)
        let slug = try query.slug("tenant")
        let lastID = try Self.lastID(in: request.request.headers)
        // nginx would hold events back until they fill a page.
        let headers: HTTPFields = [.contentType: "text/event-stream", .accelBuffering: "no"]
        guard request.request.method != .head else { return Response(status: .ok, headers: headers) }

        let channel = request.context.channel
        let subscription = try await self.feed.subscribe(
            tenant: slug,
            outcome: outcome,
            after: lastID,
            for: request.sender,
            cut: { channel.close(promise: nil) }
        )
        // A reader that goes away is else noticed only when the next event cannot be written.
        channel.closeFuture.whenComplete { [weak subscription] _ in subscription?.end() }
        return Response(
            status: .ok,
            headers: headers,
            body: ResponseBody { writer in
                try await withGracefulShutdownHandler {
                    try await Self.write(subscription, to: &writer)
                } onGracefulShutdown: {
                    subscription.end()
                }
                try await writer.finish(nil)
            }
        )
    }

    /// Writes events until the stream ends. The connection takes the next when it has room for it.
    private static func write(_ subscription: FeedSubscription, to writer: inout any ResponseBodyWriter) async throws {
        try await writer.write(ByteBuffer(string: ServerSentEvent.opening))
        var told: Set<DecisionID> = []
        for signal in subscription.backlog {
            if case .decision(let event) = signal { told.insert(event.id) }
            try await writer.write(ByteBuffer(string: try ServerSentEvent.text(signal)))
        }
        for await signal in subscription.signals {
            // What came while the backlog was read may be in both.
            if case .decision(let event) = signal, told.remove(event.id) != nil {
                subscription.noteTaken()
                continue
            }
            try await writer.write(ByteBuffer(string: try ServerSentEvent.text(signal)))
            subscription.noteTaken()
        }
    }

    private static func lastID(in headers: HTTPFields) throws(Problem) -> DecisionID? {
        guard let text = headers[.lastEventID], !text.isEmpty else { return nil }
        guard let id = DecisionID(parsing: text) else {
            throw QueryParameters.invalid("last_event_id", code: "wrong_value", "Last-Event-ID is a decision's id")
        }
        return id
    }
}
