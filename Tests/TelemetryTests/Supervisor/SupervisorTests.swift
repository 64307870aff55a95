import Foundation
import Glibc
import Testing

@testable import Telemetry

@Suite struct SupervisorTests {
    /// The receiving end of a notification socket.
    struct Receiver {
        let descriptor: Int32
        let path: String

        init() throws {
            self.path = NSTemporaryDirectory() + "hookswitch-\(UUID().uuidString.prefix(8)).sock"
            self.descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: self.path.utf8) }
            let descriptor = self.descriptor
            let bound = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
            try #require(bound == 0)
        }

        func next() -> String {
            var buffer = [UInt8](repeating: 0, count: 4096)
            let count = recv(self.descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
        }

        func end() {
            close(self.descriptor)
            unlink(self.path)
        }
    }

    @Test func everyNotificationIsOneDatagram() throws {
        let receiver = try Receiver()
        defer { receiver.end() }
        let supervisor = Supervisor(environment: ["NOTIFY_SOCKET": receiver.path])

        #expect(supervisor.ready(status: "serving 2 tenants\nMAINPID=1"))
        #expect(supervisor.watchdog())
        #expect(supervisor.status("waiting for database"))
        #expect(supervisor.extendTimeout(by: .seconds(30)))
        #expect(supervisor.stopping())

        #expect(receiver.next() == "READY=1\nSTATUS=serving 2 tenants MAINPID=1")
        #expect(receiver.next() == "WATCHDOG=1")
        #expect(receiver.next() == "STATUS=waiting for database")
        #expect(receiver.next() == "EXTEND_TIMEOUT_USEC=30000000")
        #expect(receiver.next() == "STOPPING=1")
    }

    @Test(arguments: [
        [:], ["NOTIFY_SOCKET": ""], ["NOTIFY_SOCKET": "/nowhere/notify"],
        ["NOTIFY_SOCKET": "@" + String(repeating: "a", count: 300)],
    ])
    func withoutASupervisorNothingHappens(environment: [String: String]) {
        let supervisor = Supervisor(environment: environment)

        #expect(!supervisor.ready(status: "serving"))
        #expect(!supervisor.watchdog())
    }

    @Test func theWatchdogIsOursOnlyIfItNamesUs() {
        func interval(_ environment: [String: String]) -> Duration? {
            Supervisor(environment: environment.merging(["NOTIFY_SOCKET": "/run/notify"]) { own, _ in own })
                .watchdogInterval
        }

        #expect(interval(["WATCHDOG_USEC": "20000000"]) == .seconds(20))
        #expect(interval(["WATCHDOG_USEC": "20000000", "WATCHDOG_PID": "\(getpid())"]) == .seconds(20))
        #expect(interval(["WATCHDOG_USEC": "20000000", "WATCHDOG_PID": "1"]) == nil)
        #expect(interval(["WATCHDOG_USEC": "soon"]) == nil)
        #expect(interval(["WATCHDOG_USEC": "-1"]) == nil)
        #expect(interval([:]) == nil)
    }
}
