import Crypto

extension Migration {
    /// The SHA-256 of the statements that make it, as 64 hexadecimal digits: what tells an edited file.
    public var checksum: String {
        SHA256.hash(data: Array(self.up.utf8)).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
