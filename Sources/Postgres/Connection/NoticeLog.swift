import CPostgres

/// What the server said beside its answers; libpq would print it on stderr.
final class NoticeLog {
    /// Enough to tell what happened; a chatty function must not fill memory.
    static let maximumCount = 32

    /// The codes of warnings since ``clear()``, not of mere notices.
    private(set) var warnings: [SQLState] = []

    /// Forgets all.
    func clear() {
        self.warnings.removeAll()
    }

    /// Takes the connection's notices until it is closed. The log must live as long as the connection.
    func attach(to connection: ConnectionHandle) {
        let receiver: PQnoticeReceiver = { context, result in
            guard let context, let result else { return }
            Unmanaged<NoticeLog>.fromOpaque(context).takeUnretainedValue().receive(result)
        }
        PQsetNoticeReceiver(connection.pointer, receiver, Unmanaged.passUnretained(self).toOpaque())
    }

    /// Keeps a warning's code. The result belongs to libpq, which frees it itself.
    private func receive(_ result: OpaquePointer) {
        guard self.warnings.count < Self.maximumCount,
            let severity = PQresultErrorField(result, ErrorField.severity.code),
            String(cString: severity) == "WARNING",
            let code = PQresultErrorField(result, ErrorField.sqlState.code),
            let state = SQLState(String(cString: code))
        else { return }
        self.warnings.append(state)
    }
}
