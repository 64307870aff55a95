import Glibc

/// A file system of a few kilobytes for one process, which takes it along when it ends.
enum SmallDisk {
    /// A launcher that mounts it for the program that follows and for no other.
    ///
    /// Root mounts in a mount namespace of its own; anybody else may in a user namespace of his own.
    static func launcher(byteCount: Int, at directory: String) -> [String] {
        let namespaces = getuid() == 0 ? ["--mount"] : ["--mount", "--user", "--map-root-user"]
        let script = #"mount -t tmpfs -o size=\#(byteCount),mode=0700 none "\#(directory)" && exec "$0" "$@""#
        return ["/usr/bin/unshare"] + namespaces + ["--", "/bin/sh", "-c", script]
    }
}
