import FoundationEssentials

extension PrivateServer {
    /// The server's settings. It writes no value of a statement into its log: not of parameters, and no errors, whose
    /// message and detail quote values. Who sent the statement hears them; crashes, starts and refused logins are logged.
    private var settings: [(String, String)] {
        var settings = [
            ("listen_addresses", ""),
            ("port", Self.port),
            ("unix_socket_directories", self.layout.socketDirectory),
            ("unix_socket_permissions", "0700"),
            ("max_connections", String(self.configuration.maximumConnectionCount)),
            ("timezone", "UTC"),
            ("log_timezone", "UTC"),
            ("log_error_verbosity", "terse"),
            ("log_min_messages", "log"),
            ("log_min_error_statement", "panic"),
            ("log_parameter_max_length", "0"),
            ("log_parameter_max_length_on_error", "0"),
            ("password_encryption", "scram-sha-256"),
        ]
        if self.configuration.durability == .none {
            settings += [("fsync", "off"), ("full_page_writes", "off"), ("synchronous_commit", "off")]
        }
        return settings + self.configuration.settings.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// Writes the configuration file anew, so that each start has today's settings.
    func writeConfiguration() throws(PostgresError) {
        let lines = self.settings.map { name, value in
            "\(name) = '\(value.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"))'\n"
        }
        let text = "# Written at each start; what is changed here is lost.\n" + lines.joined()
        do {
            try Data(text.utf8).write(to: URL(filePath: self.layout.configuration), options: .atomic)
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o644],
                ofItemAtPath: self.layout.configuration
            )
        } catch {
            throw PostgresError(.privateServer, "\(self.layout.configuration) cannot be written")
        }
    }
}
