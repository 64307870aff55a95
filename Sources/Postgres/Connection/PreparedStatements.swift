/// Which statements one connection has prepared.
///
/// A statement is planned from its second use on: what comes once is not worth a plan. The least recently used one
/// makes room.
struct PreparedStatements {
    /// What makes two statements the same: the text and the types of its values.
    struct Key: Hashable {
        let sql: String
        let types: [PostgresType]
    }

    /// How to send a statement.
    enum Plan: Equatable {
        /// With its text, once.
        case unnamed
        /// Prepare it under this name, then execute it.
        case prepare(name: String)
        /// It is prepared under this name.
        case prepared(name: String)
    }

    private struct Entry {
        var name: String?
        var lastUse: UInt64
    }

    let maximumCount: Int
    private var entries: [Key: Entry] = [:]
    private var useCount: UInt64 = 0
    /// Names whose statements the server can forget.
    private var pendingDeallocation: [String] = []

    /// - Parameter maximumCount: How many statements are remembered; zero prepares none.
    init(maximumCount: Int) {
        self.maximumCount = maximumCount
    }

    /// Decides how to send a statement, and remembers it.
    mutating func plan(_ key: Key) -> Plan {
        guard self.maximumCount > 0 else { return .unnamed }
        self.useCount += 1
        if let entry = self.entries[key] {
            self.entries[key]?.lastUse = self.useCount
            if let name = entry.name { return .prepared(name: name) }
            let name = "s\(self.useCount)"
            self.entries[key]?.name = name
            return .prepare(name: name)
        }
        if self.entries.count >= self.maximumCount, let evicted = self.evict() {
            self.pendingDeallocation.append(evicted)
        }
        self.entries[key] = Entry(name: nil, lastUse: self.useCount)
        return .unnamed
    }

    /// Takes the names to deallocate.
    mutating func takePendingDeallocation() -> [String] {
        defer { self.pendingDeallocation.removeAll() }
        return self.pendingDeallocation
    }

    /// Forgets a statement that the server did not prepare, or whose plan is stale.
    mutating func forget(_ key: Key) {
        self.entries[key] = nil
    }

    private mutating func evict() -> String? {
        guard let oldest = self.entries.min(by: { $0.value.lastUse < $1.value.lastUse }) else { return nil }
        self.entries[oldest.key] = nil
        return oldest.value.name
    }
}
