import NIOCore
import NIOPosix

/// A client that sends bytes as they are written here, and reads until the server closes.
struct RawConnection {
    let address: SocketAddress

    /// Sends text, and gives all that comes back before the server closes the connection.
    func exchange(_ text: String) async throws -> String {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(to: self.address) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: text))
            var answer = ""
            do {
                for try await bytes in inbound { answer += String(buffer: bytes) }
            } catch let error as IOError where error.errnoCode == 104 {
                // The server may reset a connection on which it left bytes unread; what it said before counts.
            }
            return answer
        }
    }
}
