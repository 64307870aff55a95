import Crypto

/// What opens a tenant's webhook: how its calls prove themselves, and the digests of the keys that are live.
struct WebhookLock: Sendable {
    /// Two keys may live at once, so that one can be replaced without a lost call.
    static let maximumLiveKeyCount = 2

    /// How calls prove themselves.
    let authentication: WebhookAuthentication
    /// SHA-256 of each live key; of Basic, of `user:password`. The keys are 160 random bits and more, so a fast digest
    /// cannot be turned back.
    let digests: [[UInt8]]

    /// Whether a proof opens the lock.
    ///
    /// One digest and two full comparisons are made whatever was shown, so that time tells nothing of why it was refused.
    func opens(for proof: WebhookProof) -> Bool {
        let (shown, isRightKind): ([UInt8], Bool) =
            switch proof {
            case .none, .unreadable: ([], self.authentication == .none)
            case .apiKey(let bytes): (bytes, self.authentication != .basic)
            case .basic(let bytes): (bytes, self.authentication != .apiKey)
            }
        let digest = Array(SHA256.hash(data: shown))
        var found: UInt8 = 0
        for index in 0..<Self.maximumLiveKeyCount {
            let candidate = index < self.digests.count ? self.digests[index] : Self.noDigest
            let difference = zip(digest, candidate).reduce(UInt8(0)) { $0 | $1.0 ^ $1.1 }
            found |= difference == 0 && candidate.count == digest.count ? 1 : 0
        }
        return (found == 1 && isRightKind) || self.authentication == .none
    }

    /// Compared where a tenant has fewer than two keys; no text has this digest.
    private static let noDigest = [UInt8](repeating: 0, count: 33)
}
