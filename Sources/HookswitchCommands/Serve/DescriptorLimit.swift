import Glibc

/// The process's limit of open files, which also limits its connections.
enum DescriptorLimit {
    /// Raises the soft limit to the hard one. Many shells and supervisors leave it at 1024, for programs that use
    /// select(2), which we do not.
    static func raise() {
        var limit = rlimit()
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard getrlimit(resource, &limit) == 0, limit.rlim_cur < limit.rlim_max else { return }
        limit.rlim_cur = limit.rlim_max
        // If it may not, connections are limited to what there is.
        _ = setrlimit(resource, &limit)
    }
}
