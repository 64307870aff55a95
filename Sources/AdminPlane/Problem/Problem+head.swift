import HTTPTypes
import NIOHTTP1

extension Problem {
    /// A head of a request that the parser did not take. Nothing can follow it on its connection.
    init(_ error: HTTPParserError, limits: AdminLimits) {
        switch error {
        case .headerOverflow:
            let (field, head) = (limits.maximumHeaderFieldSize / 1024, limits.maximumHeaderListSize / 1024)
            self.init(
                .headTooLarge,
                "The address and each header field have at most \(field) KiB, and the head at most \(head) KiB and "
                    + "\(limits.maximumHeaderFieldCount) fields.",
                fix: "Send fewer or shorter header fields, and shorter values in the address.",
                leavesBodyUnread: true
            )
        default:
            self.init(
                .malformedHead,
                "This is not a request of HTTP/1.1, or one that several programs could read differently.",
                fix: "Speak HTTP/1.1 without TLS; TLS is the reverse proxy's.",
                leavesBodyUnread: true
            )
        }
    }
}
