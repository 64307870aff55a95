extension DatabaseURL {
    private static let ports = 1...65_535

    /// What libpq would find out only while it connects, and then quote: where the text was cut in the wrong places, a
    /// part of a password stands in place of a host or a port.
    var flaw: String? {
        if let timeout = self.option("connect_timeout"), Self.wholeNumber(timeout) == nil {
            return "connect_timeout is no whole number of seconds"
        }
        for port in self.list("port") where !port.isEmpty {
            guard let number = Self.wholeNumber(port), Self.ports.contains(number) else {
                return "a port is no number from 1 to 65535; a / in a password is written %2F"
            }
        }
        // A path is a directory of sockets, and what begins with @ is a socket without a file.
        for host in self.list("host") where !host.hasPrefix("/") && host.dropFirst().utf8.contains(UInt8(ascii: "@")) {
            return "a host has an @ in its name; in a password it is written %40"
        }
        return nil
    }

    /// A number as libpq reads it, with blanks around it.
    static func wholeNumber(_ text: some StringProtocol) -> Int? {
        let blank = UInt8(ascii: " ")
        let digits = text.utf8.drop { $0 == blank }.reversed().drop { $0 == blank }.reversed()
        return Int32(String(decoding: digits, as: UTF8.self)).map(Int.init)
    }

    /// The values of an option that has one for each host.
    private func list(_ keyword: String) -> [Substring] {
        self.option(keyword)?.split(separator: ",", omittingEmptySubsequences: false) ?? []
    }
}
