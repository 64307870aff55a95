/// Why a directory cannot serve as a spool.
public enum SpoolError: Error, Hashable, Sendable {
    /// The path names something that is no directory.
    case notADirectory(path: String)
    /// The directory cannot be made or used; `code` is the system's error number.
    case unusable(path: String, code: Int32)
    /// Another process has the spool.
    case held(path: String, holder: String)
    /// A file of the spool cannot be read, written or deleted; `code` is the system's error number.
    case file(path: String, code: Int32)
}

extension SpoolError: CustomStringConvertible {
    /// The reason and how to mend it, for the operator.
    public var description: String {
        switch self {
        case .notADirectory(let path):
            "the spool \(path) is not a directory: name another in HOOKSWITCH_SPOOL_DIRECTORY, or move the file away"
        case .unusable(let path, let code):
            "the spool directory \(path) cannot be used: \(Self.text(code)): make it with "
                + "`install -d -m 0700 -o USER \(path)` for the user that runs hookswitch"
        case .held(let path, let holder):
            "the spool directory \(path) is held by \(holder): stop that process, or give this one a directory of its own"
                + " in HOOKSWITCH_SPOOL_DIRECTORY"
        case .file(let path, let code):
            "the spool file \(path) cannot be used: \(Self.text(code))"
        }
    }

    private static func text(_ code: Int32) -> String {
        SystemError.text(code)
    }
}
