extension PrivateServer {
    /// Copying a template of some megabytes takes well under a second; a busy machine may need more.
    static let databaseTimeout: Duration = .seconds(30)

    /// Hundreds of tests at once keep a small machine from starting a process for seconds.
    private static let connectTimeout: Duration = .seconds(10)

    /// Makes a database. Its files are copied as they are, which costs a tenth of writing each page to the log once more: nobody
    /// replays the log of a private server elsewhere.
    ///
    /// - Parameter template: What it is a copy of; nobody may be connected to that meanwhile.
    public func createDatabase(_ name: String, template: String = "template1") async throws(PostgresError) {
        let script = "CREATE DATABASE \(Self.quoted(name)) TEMPLATE \(Self.quoted(template)) STRATEGY FILE_COPY"
        try await DedicatedThread.run { () throws(PostgresError) in
            try self.runBlocking(script: script, database: "postgres")
        }
    }

    /// Removes a database and cuts off who is connected to it. One that does not exist is no error.
    public func dropDatabase(_ name: String) async throws(PostgresError) {
        let script = "DROP DATABASE IF EXISTS \(Self.quoted(name)) WITH (FORCE)"
        try await DedicatedThread.run { () throws(PostgresError) in
            try self.runBlocking(script: script, database: "postgres")
        }
    }

    func runBlocking(script: String, database: String) throws(PostgresError) {
        let settings = ConnectionSettings(
            connectTimeout: Self.connectTimeout,
            applicationName: "hookswitch private server",
            maximumPreparedStatementCount: 0
        )
        let wake = try WakeSignal()
        let conversation = try Conversation.open(self.url(database: database), settings, wake: wake) { false }
        try conversation.run(script: script, .until(.now + Self.databaseTimeout))
    }

    private static func quoted(_ name: String) -> String {
        "\"\(name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
    }
}
