import Dispatch
import Foundation
import Glibc
import Logging
import Synchronization

/// Carries log lines to a file descriptor on a thread of its own, so that whoever logs never waits for whoever reads.
///
/// When the reader stalls, lines are kept up to a limit and further ones are dropped and counted; when it reads again,
/// one line says how many were lost.
public final class LogPipe: Sendable {
    /// Lines kept while the reader stalls: some ten seconds of a busy server's log.
    public static let defaultMaximumLineCount = 8192

    /// Bytes kept while the reader stalls.
    public static let defaultMaximumByteCount = 4 * 1024 * 1024

    /// The process's standard error, where a service's log goes: standard output is for data.
    public static let standardError: Int32 = 2

    private struct State {
        var lines: [[UInt8]] = []
        var lineBytes = 0
        /// Lines lost since the reader was last told.
        var lostCount = 0
        var droppedCount = 0
        var acceptedCount = 0
        var writtenCount = 0
        var flushes: [Flush] = []
        var isClosed = false
        var hasEnded = false
    }

    private struct Flush {
        let target: Int
        let done: DispatchSemaphore
    }

    private let descriptor: Int32
    private let maximumLineCount: Int
    private let maximumByteCount: Int
    private let lossNotice: @Sendable (Int) -> [UInt8]
    private let state = Mutex(State())
    private let wake = DispatchSemaphore(value: 0)

    /// Opens the pipe and starts its thread, which lives until ``close(within:)``.
    ///
    /// - Parameters:
    ///   - descriptor: Where lines go; it stays the caller's, who keeps it open as long as the pipe.
    ///   - format: The format of the line that says how many lines were lost.
    ///   - maximumLineCount: Lines kept while the reader stalls.
    ///   - maximumByteCount: Bytes kept while the reader stalls.
    public init(
        descriptor: Int32 = LogPipe.standardError,
        format: LogFormat = .json,
        maximumLineCount: Int = LogPipe.defaultMaximumLineCount,
        maximumByteCount: Int = LogPipe.defaultMaximumByteCount
    ) {
        self.descriptor = descriptor
        self.maximumLineCount = maximumLineCount
        self.maximumByteCount = maximumByteCount
        self.lossNotice = { count in
            format.encode(
                LogEntry(
                    level: .warning,
                    label: "hookswitch.log",
                    message: "log lines were dropped because their reader was too slow",
                    metadata: ["count": "\(count)"]
                )
            )
        }
        Thread.detachNewThread { self.run() }
    }

    /// How many lines were dropped since the start.
    public var droppedLineCount: Int {
        self.state.withLock { $0.droppedCount }
    }

    /// Hands over a line, with its line feed. Never waits for the reader; a line that does not fit is dropped.
    ///
    /// What is with the thread and not yet written counts against the limits, too.
    public func write(_ line: [UInt8]) {
        let isFirst = self.state.withLock { state in
            let lineCount = state.acceptedCount - state.writtenCount
            let fits = lineCount < self.maximumLineCount && state.lineBytes + line.count <= self.maximumByteCount
            guard fits, !state.isClosed else {
                state.lostCount += 1
                state.droppedCount += 1
                return false
            }
            state.lines.append(line)
            state.lineBytes += line.count
            state.acceptedCount += 1
            return state.lines.count == 1
        }
        if isFirst { self.wake.signal() }
    }

    /// Waits until every line handed over so far is written. It blocks: never call it on an event loop.
    ///
    /// - Parameter limit: How long to wait at most.
    /// - Returns: Whether all was written in that time.
    @discardableResult
    public func flush(within limit: Duration) -> Bool {
        let done = DispatchSemaphore(value: 0)
        let isDone = self.state.withLock { state in
            guard state.writtenCount < state.acceptedCount || state.lostCount > 0, !state.hasEnded else { return true }
            state.flushes.append(Flush(target: state.acceptedCount, done: done))
            return false
        }
        if isDone { return true }
        self.wake.signal()
        let (seconds, attoseconds) = limit.components
        let nanoseconds = Double(seconds) * 1e9 + Double(attoseconds) / 1e9
        return done.wait(timeout: .now() + .nanoseconds(Int(min(nanoseconds, 1e18)))) == .success
    }

    /// Writes what is left, as long as that takes no longer than the limit, and ends the thread.
    ///
    /// Lines handed over afterwards are dropped. It blocks: never call it on an event loop.
    @discardableResult
    public func close(within limit: Duration) -> Bool {
        let isWritten = self.flush(within: limit)
        self.state.withLock { $0.isClosed = true }
        self.wake.signal()
        return isWritten
    }

    private func run() {
        self.ignoreBrokenPipe()
        while true {
            self.wake.wait()
            guard self.drain() else { return }
        }
    }

    /// Writes everything that waits. False when the pipe is closed.
    private func drain() -> Bool {
        while true {
            let (lines, lostCount) = self.state.withLock { state in
                defer {
                    state.lines = []
                    state.lostCount = 0
                }
                return (state.lines, state.lostCount)
            }
            if lines.isEmpty, lostCount == 0 { break }

            self.writeAll(lines)
            // After the lines that were kept, for the lost ones came later.
            if lostCount > 0 { self.put(self.lossNotice(lostCount)[...]) }
        }
        return self.state.withLock { state in
            for flush in state.flushes where flush.target <= state.writtenCount { flush.done.signal() }
            state.flushes.removeAll { $0.target <= state.writtenCount }
            state.hasEnded = state.isClosed
            return !state.isClosed
        }
    }

    /// Writes lines in batches, so that a burst costs few system calls and a stall holds back few lines.
    private func writeAll(_ lines: [[UInt8]]) {
        // What a pipe takes at once, pipe(7).
        let batchByteCount = 65_536
        var batch: [UInt8] = []
        var batchLineCount = 0
        for (index, line) in lines.enumerated() {
            batch += line
            batchLineCount += 1
            let isLast = index == lines.count - 1
            guard isLast || batch.count + lines[index + 1].count > batchByteCount else { continue }

            self.put(batch[...])
            self.state.withLock { state in
                state.writtenCount += batchLineCount
                state.lineBytes -= batch.count
            }
            batch.removeAll(keepingCapacity: true)
            batchLineCount = 0
        }
    }

    /// Writes all the bytes, waiting for the reader. What cannot be written at all, to a closed pipe or a full disk, is
    /// gone: there is nowhere left to say so.
    private func put(_ bytes: ArraySlice<UInt8>) {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(self.descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                // Somebody who shares the descriptor has made it non-blocking.
                var poll = pollfd(fd: self.descriptor, events: Int16(POLLOUT), revents: 0)
                _ = Glibc.poll(&poll, 1, -1)
            } else if errno != EINTR {
                return
            }
        }
    }

    /// A reader that went away must not end the process: with the signal blocked, `write` fails with `EPIPE` instead.
    private func ignoreBrokenPipe() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }
}
