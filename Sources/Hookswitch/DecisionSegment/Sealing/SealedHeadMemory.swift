import Synchronization

/// The newest segment of each tenant that this server has sealed since it started: what is taken from the database behind its
/// back, to be sealed once more with other decisions, is missed. So ``SignedHeadMemory`` does for the audit.
final class SealedHeadMemory: Sendable {
    /// So many tenants at most, some megabytes: more than one server is made for. Beyond it chains are only checked by what
    /// the database has.
    private static let limit = 50_000

    private let heads = Mutex<[TenantID: SealedHead]>([:])

    /// The newest that was sealed; `nil` if none was since the server started.
    func head(of tenant: TenantID) -> SealedHead? {
        self.heads.withLock { $0[tenant] }
    }

    /// Keeps what is committed.
    func remember(_ sealed: SealedSegment) {
        let segment = sealed.segment
        self.heads.withLock { heads in
            guard heads[segment.tenant] != nil || heads.count < Self.limit else { return }
            heads[segment.tenant] = SealedHead(number: segment.number, hash: sealed.hash, sealedAt: sealed.sealedAt)
        }
    }
}
