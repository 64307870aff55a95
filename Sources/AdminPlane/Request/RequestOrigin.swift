import HTTPTypes
import Hookswitch
import Hummingbird
import NIOCore

/// Where a request comes from, as the audit keeps it.
enum RequestOrigin {
    /// Reads the origin of a request.
    ///
    /// - Parameter client: Who asks, as ``TrustedProxies`` knows it.
    /// - Throws: A ``Problem`` if the reason is given twice, is too long or has control characters.
    static func of(
        _ request: Request,
        _ context: AdminRequestContext,
        from client: SocketAddress?
    ) throws(Problem) -> AuditOrigin {
        AuditOrigin(
            requestID: context.trail.identity.text,
            source: client?.ipAddress,
            reason: try self.reason(in: request.headers)
        )
    }

    private static func reason(in headers: HTTPFields) throws(Problem) -> String? {
        let values = headers[values: .auditReason]
        guard let text = values.first, !text.isEmpty else { return nil }
        let isPlain = !text.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
        // Postgres counts code points, as does this.
        guard values.count == 1, isPlain, text.unicodeScalars.count <= AuditOrigin.maximumReasonLength else {
            throw Problem(
                .invalidHeader,
                "The header Audit-Reason is given twice, has control characters or is longer than "
                    + "\(AuditOrigin.maximumReasonLength) characters."
            )
        }
        return text
    }
}
