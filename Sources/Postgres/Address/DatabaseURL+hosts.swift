extension DatabaseURL {
    /// What libpq is told unless the URL says otherwise: a peer that vanished is noticed within seconds.
    ///
    /// A probe after 5 s of silence, 3 probes 2 s apart, and 5 s for what was sent to be acknowledged. Sockets of the
    /// Unix domain ignore them.
    static let defaults = [
        "keepalives_idle": "5", "keepalives_interval": "2", "keepalives_count": "3", "tcp_user_timeout": "5000",
    ]

    /// The longest time for each host: `connect_timeout`, in seconds, if the text sets one above zero.
    ///
    /// libpq heeds it only where it blocks, and here it never does (PostgreSQL documentation, 34.1, "PQconnectPoll").
    var connectTimeout: Duration? {
        guard let seconds = self.option("connect_timeout").flatMap(Self.wholeNumber), seconds > 0 else { return nil }
        return .seconds(seconds)
    }

    /// The options for each host, in order, so that each host gets a time limit of its own.
    ///
    /// libpq goes from host to host by itself, but asked not to block it never gives up on one that keeps silent. So it
    /// is given one host at a time. `prefer-standby` becomes what it means: a standby anywhere, else any host.
    var attempts: [[Option]] {
        guard let hosts = self.splitHosts() else { return [self.options] }
        let targets: [String?] = self.option("target_session_attrs") == "prefer-standby" ? ["standby", "any"] : [nil]
        return targets.flatMap { target in
            hosts.map { host in
                var url = self
                for (keyword, value) in host { url = url.setting(keyword, to: value) }
                if let target { url = url.setting("target_session_attrs", to: target) }
                return url.options
            }
        }
    }

    /// Each host's own options; `nil` if there is at most one, or if the lists do not match and libpq must say so.
    private func splitHosts() -> [[(String, String)]]? {
        let lists = ["host", "hostaddr", "port"].compactMap { keyword in
            self.option(keyword).map { (keyword, $0.split(separator: ",", omittingEmptySubsequences: false)) }
        }
        let count = lists.filter { $0.0 != "port" }.map(\.1.count).max() ?? 0
        guard count > 1 else { return nil }
        guard lists.allSatisfy({ $0.1.count == count || ($0.0 == "port" && $0.1.count == 1) }) else { return nil }
        return (0..<count).map { index in
            lists.map { keyword, values in (keyword, String(values.count == 1 ? values[0] : values[index])) }
        }
    }
}
