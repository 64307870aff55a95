import Glibc

/// The system's error numbers in words.
enum SystemError {
    /// What `strerror_r` can need; glibc's longest message has about 50 bytes.
    private static let maximumTextByteCount = 128

    /// The words for an error number, such as "No space left on device".
    static func text(_ code: Int32) -> String {
        var buffer = [CChar](repeating: 0, count: Self.maximumTextByteCount)
        guard strerror_r(code, &buffer, buffer.count) == 0 else { return "error \(code)" }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
