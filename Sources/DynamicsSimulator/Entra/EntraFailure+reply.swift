import Foundation

extension EntraFailure {
    /// The error as a reply, with ids of its own and the machine's time.
    var reply: Reply { self.reply(at: Date()) }

    func reply(at time: Date) -> Reply {
        let traceID = UUID().uuidString.lowercased()
        let correlationID = UUID().uuidString.lowercased()
        let timestamp = Self.timestamp(time)
        let description = [
            "AADSTS\(self.code): \(self.message)",
            "Trace ID: \(traceID)",
            "Correlation ID: \(correlationID)",
            "Timestamp: \(timestamp)",
        ].joined(separator: "\r\n")
        var reply = Reply.json(
            .object([
                "error": .string(self.error),
                "error_description": .string(description),
                "error_codes": .array([.integer(self.code)]),
                "timestamp": .string(timestamp),
                "trace_id": .string(traceID),
                "correlation_id": .string(correlationID),
                "error_uri": .string("https://login.microsoftonline.com/error?code=\(self.code)"),
            ]),
            status: self.status
        )
        reply.setHeader("Cache-Control", "no-store, no-cache")
        reply.setHeader("x-ms-request-id", traceID)
        return reply
    }

    /// Entra's own form, such as `2025-08-18 15:26:14Z`.
    private static func timestamp(_ time: Date) -> String {
        time.formatted(.iso8601.year().month().day().dateTimeSeparator(.space).time(includingFractionalSeconds: false))
            + "Z"
    }
}
