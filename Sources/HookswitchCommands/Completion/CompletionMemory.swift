import Foundation

/// What Tab was told a moment ago: a small file below `$XDG_CACHE_HOME/hookswitch`, for this user alone.
struct CompletionMemory: Sendable {
    /// After this, new tenants shall be offered.
    private static let lifetime: TimeInterval = 30
    /// A page of slugs is a few kilobytes.
    private static let maximumSize = 64 * 1024

    /// Its file.
    let path: String
    /// What was asked: the file's first line, encoded.
    private let key: String

    /// Finds the place of an answer.
    ///
    /// - Parameter key: What was asked of whom. It holds no token, for it names a file.
    /// - Returns: `nil` if the environment has no place for it.
    init?(key: String, environment: [String: String]) {
        let directory = UserDirectory.path("XDG_CACHE_HOME", else: ".cache", environment: environment)
        guard let directory else { return nil }
        // FNV-1a, 64 bits: it only spreads names; the key in the file tells whether it is the one.
        let hash = key.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        self.path = directory + "/hookswitch/tenants-" + String(hash, radix: 16)
        self.key = key.replacing("\n", with: " ")
    }

    /// What was kept, if it is fresh.
    func recall(now: Date) -> [String]? {
        do {
            let attributes = try FileManager.default.attributesOfItem(atPath: self.path)
            guard let modified = attributes[.modificationDate] as? Date,
                (0...Self.lifetime).contains(now.timeIntervalSince(modified)),
                let handle = FileHandle(forReadingAtPath: self.path),
                let data = try handle.read(upToCount: Self.maximumSize)
            else { return nil }
            handle.closeFile()
            let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
            return lines.first == self.key ? Array(lines.dropFirst()) : nil
        } catch {
            return nil
        }
    }

    /// Keeps an answer.
    func keep(_ slugs: [String]) throws(CommandFailure) {
        try PrivateFile.write(([self.key] + slugs).map { $0 + "\n" }.joined(), to: self.path)
    }
}
