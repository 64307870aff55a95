import Glibc

extension MetricRegistry {
    /// Declares what Prometheus clients say of their own process: `process_cpu_seconds_total`,
    /// `process_resident_memory_bytes`, `process_open_fds`, `process_max_fds`, `process_start_time_seconds`.
    ///
    /// All are read from `/proc/self` or the kernel at each scrape; one that cannot be read is left out.
    public func observeProcess() {
        self.counterCallback("process_cpu_seconds_total", help: "Processor time used, in seconds.") {
            var usage = rusage()
            guard getrusage(RUSAGE_SELF.rawValue, &usage) == 0 else { return 0 }
            return seconds(usage.ru_utime) + seconds(usage.ru_stime)
        }
        self.gaugeCallback("process_resident_memory_bytes", help: "Memory in use, in bytes.") {
            // The second number of statm is resident pages: proc(5).
            let fields = firstLine(of: "/proc/self/statm").split(separator: " ")
            guard fields.count > 1, let pages = Double(fields[1]) else { return nil }
            return pages * Double(sysconf(Int32(_SC_PAGESIZE)))
        }
        self.gaugeCallback("process_open_fds", help: "Open file descriptors.") {
            guard let directory = opendir("/proc/self/fd") else { return nil }
            defer { closedir(directory) }
            var count = 0
            while readdir(directory) != nil { count += 1 }
            // Not counted: the entries "." and "..", and the descriptor that reads the directory.
            return Double(max(0, count - 3))
        }
        self.gaugeCallback("process_max_fds", help: "File descriptors that may be open.") {
            var limit = rlimit()
            guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return nil }
            return Double(limit.rlim_cur)
        }
        let startedAt = processStart()
        self.gaugeCallback("process_start_time_seconds", help: "When the process started, in Unix time.") { startedAt }
    }
}

/// When this process started, in Unix time; nil where `/proc` does not say.
///
/// Computed from the clock since boot, because `/proc/stat` is hidden from a service with `ProcSubset=pid`.
private func processStart() -> Double? {
    // Fields are counted after the name in brackets, which may have spaces: the 20th from there is starttime, proc(5).
    let line = firstLine(of: "/proc/self/stat")
    guard let end = line.lastIndex(of: ")") else { return nil }
    let fields = line[end...].split(separator: " ")
    guard fields.count > 20, let ticks = Double(fields[20]) else { return nil }
    var sinceBoot = timespec()
    var now = timespec()
    guard clock_gettime(CLOCK_BOOTTIME, &sinceBoot) == 0, clock_gettime(CLOCK_REALTIME, &now) == 0 else { return nil }
    let age = seconds(sinceBoot) - ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
    return (seconds(now) - age).rounded()
}

private func seconds(_ time: timespec) -> Double {
    Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

private func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
}

/// The first line of a file of `/proc`, at most 4 KiB of it; empty where it cannot be read.
private func firstLine(of path: String) -> Substring {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    let text = String(unsafeUninitializedCapacity: 4096) { buffer in
        max(0, read(descriptor, buffer.baseAddress, buffer.count))
    }
    return text.split(separator: "\n", maxSplits: 1).first ?? ""
}
