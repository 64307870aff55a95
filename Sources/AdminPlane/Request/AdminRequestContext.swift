import Hummingbird
import NIOCore

/// What goes with a request on its way through the plane.
struct AdminRequestContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The connection, to close it where a body was left unread.
    let channel: any Channel
    /// What was found out about the request.
    let trail = RequestTrail()

    init(source: ApplicationRequestContextSource) {
        self.coreContext = CoreRequestContextStorage(source: source)
        self.channel = source.channel
    }
}
