import NIOCore
import NIOPosix

/// A client that sends the head of a request, does something else, and then sends the body.
struct HeldConnection {
    let address: SocketAddress

    /// Sends both halves, and gives all that comes back before the server closes the connection.
    ///
    /// - Parameter meanwhile: Done between the two; it waits until the server has judged the head.
    func exchange(
        head: String,
        body: String,
        meanwhile: () async throws -> Void
    ) async throws -> String {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(to: self.address) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            var answer = ""
            try await outbound.write(ByteBuffer(string: head))
            try await meanwhile()
            try await outbound.write(ByteBuffer(string: body))
            do {
                for try await bytes in inbound { answer += String(buffer: bytes) }
            } catch is IOError {
                // What it said before counts.
            }
            return answer
        }
    }
}
