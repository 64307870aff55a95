import Foundation
import Glibc

/// A pipe that nobody reads until the test says so.
struct BlockedReader {
    let readEnd: Int32
    let writeEnd: Int32

    init() throws {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw POSIXError(.EMFILE) }
        // A tool that another test starts must not hold the write end open.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (self.readEnd, self.writeEnd) = (ends[0], ends[1])
    }

    /// Begins to read, on a thread of its own, and gives the lines when the write end is closed.
    func startReading() -> Reading {
        let (stream, continuation) = AsyncStream.makeStream(of: [String].self)
        Thread.detachNewThread {
            let data = FileHandle(fileDescriptor: self.readEnd, closeOnDealloc: true).readDataToEndOfFile()
            let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
            continuation.yield(lines.map(String.init))
            continuation.finish()
        }
        return Reading(stream: stream)
    }

    /// What a reader that has begun will have read.
    struct Reading {
        fileprivate let stream: AsyncStream<[String]>

        var lines: [String] {
            get async {
                for await lines in self.stream { return lines }
                return []
            }
        }
    }
}
