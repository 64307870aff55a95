/// The end of a tenant's chain as the database has it, on which the next segment is to stand.
struct SegmentChainEnd: Sendable {
    /// The segment with the highest number.
    let last: SealedSegment?
    /// The restart with the highest number.
    let restart: SignedRestart?
    /// Heads that were seen sealed, by this server and by whoever found the chain broken, and the hash that the database has
    /// under the number of each.
    let seen: [(head: SealedHead, hash: AuditHash?)]
    /// By the database's clock.
    let now: Moment

    /// What the next segment is given.
    struct Place: Hashable, Sendable {
        let number: Int64
        let previousHash: AuditHash
        /// The key that signed what it stands on, if it is in the ring no more. Its signature proves nothing here then; its
        /// hash is stood on all the same, and whoever verifies needs that key.
        let unknownKeyID: String?
    }

    /// The next place.
    ///
    /// - Parameter publicKeys: Those of the ring, by their names.
    /// - Throws: ``BrokenChain``: what somebody changed in the database must not be vouched for by what follows.
    func next(_ publicKeys: [String: AuditPublicKey]) throws(BrokenChain) -> Place {
        for (head, hash) in self.seen where hash != head.hash && !self.isBegunAnew(after: head, publicKeys) {
            throw BrokenChain(number: head.number, missed: head.hash)
        }
        if let restart, restart.restart.number > self.last?.segment.number ?? 0 {
            let number = restart.restart.number
            let key = publicKeys[restart.keyID]
            guard restart.isIntact, key.map(restart.isSigned) ?? true else { throw BrokenChain(number: number) }
            let unknown = key == nil ? restart.keyID : nil
            return Place(number: number, previousHash: restart.hash, unknownKeyID: unknown)
        }
        guard let last else { return Place(number: 1, previousHash: .zero, unknownKeyID: nil) }
        let number = last.segment.number
        let key = publicKeys[last.keyID]
        guard last.isIntact, key.map(last.isSigned) ?? true else { throw BrokenChain(number: number) }
        return Place(number: number + 1, previousHash: last.hash, unknownKeyID: key == nil ? last.keyID : nil)
    }

    /// Whether an operator began anew after it was sealed, which our own signature must say.
    private func isBegunAnew(after head: SealedHead, _ publicKeys: [String: AuditPublicKey]) -> Bool {
        guard let restart, let key = publicKeys[restart.keyID] else { return false }
        return restart.isIntact && restart.isSigned(by: key) && restart.restart.restartedAt >= head.sealedAt
    }

    /// The number that a restart gets: behind all that there is and was.
    func numberOfRestart(after broken: BrokenChain) -> Int64 {
        max(self.last?.segment.number ?? 0, self.restart?.restart.number ?? 0, broken.number) + 1
    }
}
