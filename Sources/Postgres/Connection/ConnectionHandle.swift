import CPostgres

/// Owns one `PGconn` and closes it. Only the thread that made it touches it.
final class ConnectionHandle {
    let pointer: OpaquePointer

    /// Takes over a connection.
    init(_ pointer: OpaquePointer) {
        self.pointer = pointer
    }

    deinit {
        PQfinish(self.pointer)
    }

    /// The descriptor to poll, or `nil` if there is none any more.
    var socket: Int32? {
        let socket = PQsocket(self.pointer)
        return socket >= 0 ? socket : nil
    }

    var isBad: Bool {
        PQstatus(self.pointer) == CONNECTION_BAD
    }

    var transactionStatus: PGTransactionStatusType {
        PQtransactionStatus(self.pointer)
    }

    /// Whether the next result is not there yet.
    var isBusy: Bool {
        PQisBusy(self.pointer) == 1
    }

    /// libpq's last message; it can name hosts and users and, once statements were sent, values; never a password.
    var errorMessage: String {
        PQerrorMessage(self.pointer).map { String(cString: $0) } ?? ""
    }

    /// Reads what the socket holds.
    ///
    /// - Returns: Whether the connection still lives.
    func consumeInput() -> Bool {
        PQconsumeInput(self.pointer) == 1
    }

    /// The next result, or `nil` at the end of a statement's results.
    func nextResult() -> ResultHandle? {
        PQgetResult(self.pointer).map(ResultHandle.init)
    }
}
