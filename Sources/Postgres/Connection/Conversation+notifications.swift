import CPostgres

extension Conversation {
    /// Begins to listen on channels, whatever letters their names have.
    func listen(_ channels: [String], _ limits: Limits) throws(PostgresError) {
        let statements = channels.map { channel in
            let parts = channel.split(separator: "\"", omittingEmptySubsequences: false)
            return Query(unsafe: "LISTEN \"\(parts.joined(separator: "\"\""))\"")
        }
        _ = try self.exchange(statements, .transactional, limits, prepares: false)
    }

    /// The notifications that have come.
    func takeNotifications() -> [NotificationListener.Notification] {
        var notifications: [NotificationListener.Notification] = []
        while let next = PQnotifies(self.handle.pointer) {
            defer { PQfreemem(next) }
            guard let channel = next.pointee.relname, let payload = next.pointee.extra else { continue }
            notifications.append(
                .received(channel: String(cString: channel), payload: String(cString: payload))
            )
        }
        return notifications
    }
}
