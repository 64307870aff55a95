/// How a command keeps to a server that has too much to do: 429, and `Retry-After`.
///
/// `--timeout` bounds it as it bounds all that a command does: a pause ends with the task.
enum ServerPatience {
    /// How often one thing is asked for: with the wait that a server names while others verify, five minutes.
    private static let maximumTryCount = 20
    /// The longest wait that is kept to, in seconds; who asks for more means another thing.
    private static let maximumWait = 60

    /// Asks again, as long after as the server says, while it has too much to do.
    static func keep<Result>(
        pause: (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        _ ask: () async throws -> Result
    ) async throws -> Result {
        var tryCount = 1
        while true {
            do {
                return try await ask()
            } catch let failure as CommandFailure where failure.problem.status == 429 && tryCount < Self.maximumTryCount
            {
                tryCount += 1
                try await pause(.seconds(min(max(failure.retryAfter ?? 1, 1), Self.maximumWait)))
            }
        }
    }
}
