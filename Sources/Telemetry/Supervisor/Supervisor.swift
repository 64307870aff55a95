import Glibc

/// The program that started us and wants to hear how we are: systemd, by its notification socket.
///
/// The protocol is a datagram of `NAME=value` lines to the socket named by `NOTIFY_SOCKET`: sd_notify(3). Everything
/// here is a no-op where no such socket is named.
public struct Supervisor: Sendable {
    /// How often ``watchdog()`` is due at the latest, or nil where nobody waits for it. Ping at half of this.
    public let watchdogInterval: Duration?

    private let socketPath: String?

    /// Reads `NOTIFY_SOCKET`, `WATCHDOG_USEC` and `WATCHDOG_PID`.
    public init(environment: [String: String]) {
        self.socketPath = environment["NOTIFY_SOCKET"].flatMap { $0.isEmpty ? nil : $0 }
        let isForUs = environment["WATCHDOG_PID"].map { $0 == String(getpid()) } ?? true
        let microseconds = environment["WATCHDOG_USEC"].flatMap { Int64($0) } ?? 0
        self.watchdogInterval =
            self.socketPath != nil && isForUs && microseconds > 0 ? .microseconds(microseconds) : nil
    }

    /// Says that calls are answered from now on.
    @discardableResult
    public func ready(status: String) -> Bool {
        self.send("READY=1\nSTATUS=\(Self.line(status))")
    }

    /// Says that no new work is taken.
    @discardableResult
    public func stopping() -> Bool {
        self.send("STOPPING=1")
    }

    /// Says that we are alive.
    @discardableResult
    public func watchdog() -> Bool {
        self.send("WATCHDOG=1")
    }

    /// Says what we are doing, for `systemctl status`.
    @discardableResult
    public func status(_ text: String) -> Bool {
        self.send("STATUS=\(Self.line(text))")
    }

    /// Asks for more time to start or stop than the unit allows.
    @discardableResult
    public func extendTimeout(by duration: Duration) -> Bool {
        self.send("EXTEND_TIMEOUT_USEC=\(duration.components.seconds.multipliedReportingOverflow(by: 1_000_000).0)")
    }

    /// A line feed would begin another assignment.
    private static func line(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\n" ? " " : $0 }))
    }

    /// Sends one datagram without waiting. False where there is no socket or it takes nothing now.
    private func send(_ message: String) -> Bool {
        guard let path = self.socketPath else { return false }
        var address = sockaddr_un()
        let capacity = MemoryLayout.size(ofValue: address.sun_path)
        // A path that begins with @ is in the abstract namespace, which begins with a zero byte: unix(7).
        var name = Array(path.utf8)
        let isAbstract = name.first == UInt8(ascii: "@")
        if isAbstract { name[0] = 0 }
        guard name.count < capacity else { return false }
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        let headerLength = MemoryLayout<sockaddr_un>.size - capacity
        let length = socklen_t(headerLength + name.count + (isAbstract ? 0 : 1))

        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        let bytes = Array(message.utf8)
        let flags = Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)
        let sent = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                sendto(descriptor, bytes, bytes.count, flags, address, length)
            }
        }
        return sent == bytes.count
    }
}
