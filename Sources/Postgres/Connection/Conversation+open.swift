import CPostgres
import Glibc

extension Conversation {
    /// How much of a reason is kept: libpq's sentences are shorter, and who answers there need not be Postgres.
    private static let maximumReasonLength = 300

    /// Connects to the first host that lets us in. Runs on the connection's own thread: looking up a name blocks.
    ///
    /// Each host has the time that the URL gives it, else the settings.
    ///
    /// - Parameter isAbandoned: Whether nobody wants the connection any more.
    /// - Throws: ``PostgresError/Kind/connectionFailed`` with the last host's SQLSTATE and the reasons of all.
    static func open(
        _ url: DatabaseURL,
        _ settings: ConnectionSettings,
        wake: WakeSignal,
        isAbandoned: @escaping @Sendable () -> Bool
    ) throws(PostgresError) -> Conversation {
        let timeLimit = url.connectTimeout ?? settings.connectTimeout
        var failure = PostgresError(.connectionFailed)
        var reasons: [String] = []
        for options in url.attempts {
            // Looking up a name cannot be interrupted; so it is not begun for nobody.
            guard !isAbandoned() else { throw PostgresError(.cancelled) }
            do {
                let handle = try Self.start(options, settings)
                let limits = Limits(deadline: .now + timeLimit, isCancelled: isAbandoned)
                return try Self.open(handle, settings, wake: wake, limits)
            } catch {
                failure = error
                if error.kind == .cancelled { break }
                if let reason = error.reason, !reasons.contains(reason) { reasons.append(reason) }
            }
        }
        failure.reason = reasons.isEmpty ? nil : reasons.joined(separator: "; ")
        throw failure
    }

    private static func open(
        _ handle: ConnectionHandle,
        _ settings: ConnectionSettings,
        wake: WakeSignal,
        _ limits: Limits
    ) throws(PostgresError) -> Conversation {
        let notices = NoticeLog()
        notices.attach(to: handle)
        // Verbose, because libpq 15 tells the SQLSTATE of a refused login only in its text.
        PQsetErrorVerbosity(handle.pointer, PQERRORS_VERBOSE)
        let conversation = Conversation(
            handle: handle,
            wake: wake,
            notices: notices,
            maximumPreparedStatementCount: settings.maximumPreparedStatementCount
        )
        try conversation.connect(limits)
        PQsetErrorVerbosity(handle.pointer, PQERRORS_TERSE)
        guard PQsetnonblocking(handle.pointer, 1) == 0, PQenterPipelineMode(handle.pointer) == 1 else {
            throw conversation.refusal()
        }
        return conversation
    }

    /// Hands the options to libpq, which looks up the host's name here.
    private static func start(
        _ options: [DatabaseURL.Option],
        _ settings: ConnectionSettings
    ) throws(PostgresError) -> ConnectionHandle {
        var values = DatabaseURL.defaults
        values["fallback_application_name"] = settings.applicationName
        for option in options { values[option.keyword] = option.value }
        values["client_encoding"] = "UTF8"

        var keywords = values.keys.map { strdup($0) }
        var texts = values.values.map { strdup($0) }
        defer { for text in keywords + texts { free(text) } }
        keywords.append(nil)
        texts.append(nil)
        let pointer = PQconnectStartParams(
            keywords.map { UnsafePointer($0) },
            texts.map { UnsafePointer($0) },
            0
        )
        guard let pointer else { throw PostgresError(.system, "no memory is left for a connection") }
        return ConnectionHandle(pointer)
    }

    /// Takes the steps of the handshake, each within the limits.
    private func connect(_ limits: Limits) throws(PostgresError) {
        guard !self.handle.isBad else { throw self.refusal() }
        var events = POLLOUT
        while true {
            do {
                try self.wait(for: events, limits)
            } catch {
                guard error.kind != .cancelled else { throw error }
                guard error.kind == .deadlineExceeded else { throw self.refusal() }
                throw self.silence()
            }
            switch PQconnectPoll(self.handle.pointer) {
            case PGRES_POLLING_OK: return
            case PGRES_POLLING_READING: events = POLLIN
            case PGRES_POLLING_WRITING: events = POLLOUT
            default: throw self.refusal()
            }
        }
    }

    /// That a server kept silent; libpq has nothing to say of it.
    private func silence() -> PostgresError {
        let host = PQhost(self.handle.pointer).map { String(cString: $0) } ?? ""
        let port = PQport(self.handle.pointer).map { String(cString: $0) } ?? ""
        var error = PostgresError(.connectionFailed)
        error.reason = "the server at \"\(host)\", port \(port) did not let us in in time"
        return error
    }

    /// Why the server did not let us in, with the SQLSTATE that the verbose message names.
    private func refusal() -> PostgresError {
        let message = self.handle.errorMessage
        var error = PostgresError(.connectionFailed)
        error.serverMessage = message
        // `FATAL:  3D000: database "x" does not exist`
        error.sqlState = message.split(separator: " ").lazy
            .filter { $0.hasSuffix(":") && $0.utf8.count == SQLState.length + 1 }
            .compactMap { word in SQLState(String(word.dropLast())) }
            .first { $0.code.utf8.contains { (48...57).contains($0) } }
        error.reason = Self.reason(message, error.sqlState)
        return error
    }

    /// The first line of a message without the SQLSTATE, which is told apart. What follows it is advice and, of a verbose
    /// message, the place in the server's source.
    private static func reason(_ message: String, _ sqlState: SQLState?) -> String? {
        guard var line = message.split(whereSeparator: \.isNewline).first else { return nil }
        if let mark = sqlState.map({ "\($0.code): " }), let range = line.firstRange(of: mark) {
            line.removeSubrange(range)
        }
        return String(line.prefix(Self.maximumReasonLength))
    }
}
