import HTTPTypes
import Hookswitch
import Hummingbird
import NIOCore

extension TrustedProxies {
    /// Who sent a request.
    func client(of request: Request, _ context: AdminRequestContext) -> SocketAddress? {
        self.client(of: context.channel.remoteAddress, forwardedFor: request.headers[values: .forwardedFor])
    }
}
