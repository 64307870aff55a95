/// How long a log line and its parts may grow; what is longer is cut and ends in `…`.
enum LogLimits {
    /// UTF-8 bytes of a message: fixed text is short.
    static let maximumMessageByteCount = 1024

    /// UTF-8 bytes of one value: an error's description fits, a whole body does not.
    static let maximumValueByteCount = 2048

    /// UTF-8 bytes of a metadata key or a label.
    static let maximumKeyByteCount = 128

    /// Members that one level of metadata may have.
    static let maximumMemberCount = 32

    /// How deep metadata may be nested.
    static let maximumDepth = 4

    /// Bytes of a whole line, before the braces that close it. journald splits lines at 48 KiB (`LineMax=`).
    static let maximumLineByteCount = 32_768
}
