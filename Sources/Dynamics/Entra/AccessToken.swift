import Routing

/// A token that Dataverse takes, and until when.
struct AccessToken: Hashable, Sendable {
    /// A token of Entra's has 1 to 3 KiB; servers refuse headers not much longer than this.
    private static let maximumByteCount = 12 * 1024

    /// Fit for a header: checked to be of the characters of RFC 6750 alone.
    let value: Secret

    /// From the answer's arrival.
    let lifetime: Duration

    init?(_ text: String, lifetime: Duration) {
        guard (1...Self.maximumByteCount).contains(text.utf8.count), text.utf8.allSatisfy(Self.isAllowed) else {
            return nil
        }
        self.value = Secret(text)
        self.lifetime = lifetime
    }

    /// Letters, digits and `-._~+/=`, as RFC 6750 has them in `b64token`.
    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default:
            "-._~+/=".utf8.contains(byte)
        }
    }
}
