import Synchronization

/// The newest head of each chain that this server has signed: what is taken from the database behind its back is missed.
final class SignedHeadMemory: Sendable {
    /// So many chains at most, some megabytes: more tenants than one server is made for. Beyond it chains are only checked by
    /// what the database has.
    private static let limit = 50_000

    private let heads = Mutex<[AuditChainID: AuditHead]>([:])

    /// The newest head signed; `nil` if there is none, or none was since the server started.
    func head(of chain: AuditChainID) -> AuditHead? {
        self.heads.withLock { $0[chain] }
    }

    /// The newest heads, of every chain that has one.
    var all: [AuditHead] { self.heads.withLock { Array($0.values) } }

    /// Keeps the heads that are newer than what is kept.
    func remember(_ signed: [AuditHead]) {
        self.heads.withLock { heads in
            for head in signed {
                guard let known = heads[head.chain] else {
                    if heads.count < Self.limit { heads[head.chain] = head }
                    continue
                }
                if known.sequence < head.sequence { heads[head.chain] = head }
            }
        }
    }
}
