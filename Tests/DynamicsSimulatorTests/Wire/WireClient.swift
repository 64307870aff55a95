import NIOCore
import NIOPosix

/// Sends bytes over plain TCP and reads what comes: nothing is escaped, followed, retried or decoded.
struct WireClient: Sendable {
    let port: Int

    /// Sends text and reads until `isEnough`, until the peer ends the connection or until the time is over.
    func exchange(
        _ text: String,
        waitingAtMost time: TimeAmount = .seconds(60),
        until isEnough: @escaping @Sendable (WireAnswer) -> Bool = { $0.isComplete }
    ) async throws -> WireAnswer {
        let loop = MultiThreadedEventLoopGroup.singleton.any()
        let promise = loop.makePromise(of: WireAnswer.self)
        let channel: any Channel
        do {
            channel = try await ClientBootstrap(group: loop)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(
                            AnswerReader(promise: promise, time: time, isEnough: isEnough)
                        )
                    }
                }
                .connect(host: "127.0.0.1", port: self.port).get()
        } catch {
            promise.fail(error)
            throw error
        }
        channel.writeAndFlush(ByteBuffer(string: text), promise: nil)
        let answer = try await promise.futureResult.get()
        channel.close(promise: nil)
        return answer
    }

    /// A GET with a raw target.
    func get(
        _ target: String,
        host: String = "acme.crm4.dynamics.test",
        headers: [String] = [],
        token: String? = nil
    ) async throws -> WireAnswer {
        let lines =
            ["GET \(target) HTTP/1.1", "Host: \(host)"] + headers
            + (token.map { ["Authorization: Bearer \($0)"] } ?? [])
        return try await self.exchange(lines.joined(separator: "\r\n") + "\r\n\r\n")
    }

    func send(
        _ method: String,
        _ target: String,
        host: String,
        body: String,
        headers: [String] = ["Content-Type: application/x-www-form-urlencoded"]
    ) async throws -> WireAnswer {
        let lines = ["\(method) \(target) HTTP/1.1", "Host: \(host)", "Content-Length: \(body.utf8.count)"] + headers
        return try await self.exchange(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
    }
}
