import FoundationEssentials
import Glibc

/// The server process that a data directory's `postmaster.pid` speaks of.
enum Postmaster {
    /// The process that runs on a data directory, or `nil`.
    ///
    /// The file outlives a server that was killed, and its number may be another program's by now. What decides is that
    /// the process works in the data directory, as a postmaster does.
    static func processID(data: String) -> pid_t? {
        guard let processID = self.noted(in: "\(data)/postmaster.pid"), self.works(processID, in: data) else {
            return nil
        }
        return processID
    }

    /// Removes what a server left behind that no longer runs: it would keep the next one from starting if its number
    /// has become another program's.
    static func removeStaleFiles(data: String, socketDirectory: String) {
        guard self.processID(data: data) == nil else { return }
        for path in ["\(data)/postmaster.pid", "\(socketDirectory)/.s.PGSQL.5432.lock"] { unlink(path) }
    }

    /// Sends a signal and waits until the process is gone.
    static func end(data: String, signal: Int32, until deadline: ContinuousClock.Instant) {
        guard let processID = self.processID(data: data) else { return }
        kill(processID, signal)
        while self.works(processID, in: data), deadline > .now {
            // Nobody tells a stranger of a process's end; 10 ms is short beside the end itself.
            usleep(10_000)
        }
    }

    private static func noted(in path: String) -> pid_t? {
        guard let contents = FileManager.default.contents(atPath: path) else { return nil }
        let digits = contents.prefix { $0 != UInt8(ascii: "\n") }
        guard let processID = pid_t(String(decoding: digits, as: UTF8.self)), processID > 1 else { return nil }
        return processID
    }

    private static func works(_ processID: pid_t, in data: String) -> Bool {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let length = readlink("/proc/\(processID)/cwd", &buffer, buffer.count)
        guard length > 0 else { return false }
        let directory = buffer.prefix(length).map { UInt8(bitPattern: $0) }
        return String(decoding: directory, as: UTF8.self) == self.resolved(data)
    }

    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }
}
