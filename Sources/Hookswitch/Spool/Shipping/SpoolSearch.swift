import Foundation

/// Looks for a caller's decisions in the files of the spool.
///
/// It reads all of them, beside the shipper and not in its way: of ``SpoolBacklog`` it asks only how far each writer is. One
/// search runs at a time, on a thread of its own.
actor SpoolSearch {
    private let executor = DiskExecutor(label: "spool.search")
    private let backlog: SpoolBacklog

    init(backlog: SpoolBacklog) {
        self.backlog = backlog
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        self.executor.asUnownedSerialExecutor()
    }

    /// Counts decisions of a caller, by the digests.
    ///
    /// - Throws: ``SpoolError`` if a file cannot be read. One that is gone meanwhile was shipped.
    func count(of tenantID: TenantID, digests: [[UInt8]]) async throws(SpoolError) -> FoundCaller.Spool {
        let wanted = Wanted(tenantID: tenantID, digests: Set(digests))
        var found = FoundCaller.Spool()
        let shipped = await self.backlog.shippedSequences
        for (name, byteCount) in try self.backlog.directory.segments() {
            guard let bytes = try self.backlog.directory.readIfThere(name, count: byteCount) else { continue }
            let (sequences, _) = wanted.sequences(in: bytes)
            let last = shipped[name.writer] ?? 0
            let unshippedCount = sequences.count { $0 > last }
            found.unshippedCount += unshippedCount
            found.shippedCount += sequences.count - unshippedCount
            // Others who search come between; memory is that of one file.
            await Task.yield()
        }
        let quarantine = SpoolQuarantine(directory: self.backlog.directory, maximumFileCount: 0)
        for name in quarantine.fileNames() {
            guard let bytes = try quarantine.readIfThere(name) else { continue }
            let (sequences, isWhole) = wanted.sequences(in: bytes)
            found.setAsideCount += sequences.count
            if !isWhole { found.unreadableFileCount += 1 }
            await Task.yield()
        }
        return found
    }

    /// Whether a tenant has decisions that are not shipped. Files in the quarantine do not count: nobody ships them but by hand.
    ///
    /// - Throws: ``SpoolError`` if a file cannot be read. One that is gone meanwhile was shipped.
    func holdsUnshipped(of tenantID: TenantID) async throws(SpoolError) -> Bool {
        let shipped = await self.backlog.shippedSequences
        for (name, byteCount) in try self.backlog.directory.segments() {
            guard let bytes = try self.backlog.directory.readIfThere(name, count: byteCount) else { continue }
            let last = shipped[name.writer] ?? 0
            var reader = SpoolReader(bytes)
            while let frame = reader.next() {
                guard case .entry(.decision(let decision), _) = frame else { continue }
                if decision.tenantID == tenantID, decision.sequence > last { return true }
            }
            await Task.yield()
        }
        return false
    }

    /// Whose decisions are looked for.
    private struct Wanted {
        let tenantID: TenantID
        let digests: Set<[UInt8]>

        /// The numbers of the caller's decisions in a file, and whether all of the file could be read.
        func sequences(in bytes: [UInt8]) -> (found: [Int64], isWhole: Bool) {
            var reader = SpoolReader(bytes)
            var found: [Int64] = []
            var isWhole = true
            while let frame = reader.next() {
                switch frame {
                case .unreadable: isWhole = false
                case .entry(.decision(let decision), _):
                    guard decision.tenantID == self.tenantID, let digest = decision.callerIdentity?.digest,
                        self.digests.contains(digest)
                    else { continue }
                    found.append(decision.sequence)
                case .entry: continue
                }
            }
            return (found, isWhole && reader.stop == .end)
        }
    }
}
