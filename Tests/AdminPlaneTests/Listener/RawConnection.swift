import NIOCore
import NIOPosix
import Synchronization

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
        let answer = Mutex("")
        do {
            try await channel.executeThenClose { inbound, outbound in
                try await outbound.write(ByteBuffer(string: text))
                for try await bytes in inbound { answer.withLock { $0 += String(buffer: bytes) } }
            }
        } catch is IOError {
            // The server may reset a connection on which it left bytes unread; what it said before counts.
        } catch ChannelError.ioOnClosedChannel {
            // It may also have closed before all was sent.
        }
        return answer.withLock { $0 }
    }
}
