import Foundation
import Synchronization

/// A proxy before Postgres that lets a COMMIT through and cuts the connection once the server has answered it, before the
/// client hears.
final class CommitCutter: Sendable {
    let socketDirectory: String
    private let server: String
    private let listener: Int32
    private let cutCount: Mutex<Int>

    /// How many commits it will still cut.
    var remainingCutCount: Int {
        self.cutCount.withLock { $0 }
    }

    init(server: String, directory: String, cutCount: Int) throws {
        self.server = server
        self.socketDirectory = directory
        self.cutCount = Mutex(cutCount)
        self.listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = Self.address(directory + "/.s.PGSQL.5432")
        let length = socklen_t(MemoryLayout<sockaddr_un>.size)
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(self.listener, $0, length) }
        }
        guard result == 0, listen(self.listener, 16) == 0 else { throw POSIXError(.EADDRINUSE) }
        Thread.detachNewThread { [self] in
            while true {
                let client = accept(self.listener, nil, nil)
                guard client >= 0 else { return }
                self.serve(client)
            }
        }
    }

    func close() {
        shutdown(self.listener, Int32(SHUT_RDWR))
    }

    private func serve(_ client: Int32) {
        let upstream = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = Self.address(self.server)
        let length = socklen_t(MemoryLayout<sockaddr_un>.size)
        _ = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(upstream, $0, length) }
        }
        let state = SharedFlag()
        Thread.detachNewThread { [self] in
            Self.pump(from: client, to: upstream) { bytes in
                if bytes.contains(subsequence: Array("COMMIT".utf8)), self.takeCut() { state.set() }
                return true
            }
        }
        Thread.detachNewThread {
            // The server's answer to COMMIT comes in one piece, after the commit.
            Self.pump(from: upstream, to: client) { _ in !state.isSet }
        }
    }

    private func takeCut() -> Bool {
        self.cutCount.withLock { count in
            count -= 1
            return count >= 0
        }
    }

    /// Forwards until one side ends or `passes` says no; then both sides end.
    private static func pump(from source: Int32, to sink: Int32, passes: ([UInt8]) -> Bool) {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(source, &buffer, buffer.count)
            guard count > 0, passes(Array(buffer[..<count])) else { break }
            var written = 0
            while written < count {
                let result = buffer[written..<count].withUnsafeBytes {
                    send(sink, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                guard result > 0 else { break }
                written += result
            }
        }
        shutdown(source, Int32(SHUT_RDWR))
        shutdown(sink, Int32(SHUT_RDWR))
    }

    private static func address(_ path: String) -> sockaddr_un {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        return address
    }
}

/// Whether the next answer is to be swallowed.
private final class SharedFlag: Sendable {
    private let value = Mutex(false)

    var isSet: Bool { self.value.withLock { $0 } }

    func set() { self.value.withLock { $0 = true } }
}

extension Array where Element == UInt8 {
    fileprivate func contains(subsequence: [UInt8]) -> Bool {
        guard self.count >= subsequence.count else { return false }
        return (0...self.count - subsequence.count).contains {
            self[$0..<$0 + subsequence.count].elementsEqual(subsequence)
        }
    }
}
