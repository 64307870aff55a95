import Foundation

/// What one server remembers of API tokens, so that a request seldom waits for Postgres, and a guess never does once its
/// sender is known for guessing. A value: time comes from outside.
struct APITokenMemory: Sendable {
    /// How long a recognised token is recognised without asking Postgres. A revoked token works this much longer.
    static let duration = Duration.seconds(5)
    /// How many recognised tokens are remembered; more are simply asked about again.
    static let maximumRecognisedCount = 1000
    /// Of how many live tokens the digest is kept: 32 bytes each. The holder of one beyond them is only kept waiting, and
    /// only where guesses came from the same address.
    static let maximumLiveCount = 10_000

    private struct Recognised: Sendable {
        let actor: Operator
        let until: ContinuousClock.Instant
    }

    private var recognised: [[UInt8]: Recognised] = [:]
    private var live: Set<[UInt8]> = []
    /// Raised by every end of a right. What was found out before one is not remembered after it: who asked Postgres just
    /// before a token was revoked must not bring it back.
    private(set) var generation: UInt64 = 0

    /// Who shows the token of this digest, if that was found out just now.
    func actor(of digest: [UInt8], at now: ContinuousClock.Instant) -> Operator? {
        guard let known = self.recognised[digest], known.until > now else { return nil }
        return known.actor
    }

    /// Whether a token of this digest is one that works, as far as this server knows.
    func isLive(_ digest: [UInt8]) -> Bool {
        self.live.contains(digest)
    }

    /// A token was recognised.
    ///
    /// - Parameter generation: ``generation`` from before Postgres was asked; if it is another by now, nothing is remembered.
    mutating func recognise(
        _ digest: [UInt8],
        as actor: Operator,
        at now: ContinuousClock.Instant,
        since generation: UInt64
    ) {
        guard generation == self.generation else { return }
        if self.recognised.count >= Self.maximumRecognisedCount { self.recognised.removeAll() }
        self.recognised[digest] = Recognised(actor: actor, until: now + Self.duration)
        self.learn(digest)
    }

    /// A token was made.
    mutating func learn(_ digest: [UInt8]) {
        guard self.live.count < Self.maximumLiveCount else { return }
        self.live.insert(digest)
    }

    /// A token proved to be none.
    mutating func forget(_ digest: [UInt8]) {
        self.recognised[digest] = nil
        self.live.remove(digest)
    }

    /// Tokens were revoked, or have other rights than before.
    mutating func revoke(_ digests: [[UInt8]]) {
        self.generation &+= 1
        for digest in digests { self.forget(digest) }
    }

    /// Any token may have been revoked, or have other rights: all are asked about again. Which of them work stays known
    /// until ``replaceLive(_:)``, for no right follows from it.
    mutating func revokeAll() {
        self.generation &+= 1
        self.recognised = [:]
    }

    /// These are all tokens that work.
    mutating func replaceLive(_ digests: [[UInt8]]) {
        self.live = Set(digests.prefix(Self.maximumLiveCount))
    }
}
