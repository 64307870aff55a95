import Foundation

/// When tokens were last used, kept at a coarse grain until it is written down. A value: time comes from outside.
struct APITokenUses: Sendable {
    /// A token's use is written once in this time at most: to tell a forgotten token from one in use, no more is needed.
    static let grain: TimeInterval = 60
    /// Of how many tokens it is kept; beyond them a use is not written until there is room.
    static let maximumCount = 10_000

    private var due: [UUID: Date] = [:]
    private var written: [UUID: Date] = [:]

    /// A token was used.
    mutating func note(_ tokenID: UUID, at now: Date) {
        if let last = self.written[tokenID], now.timeIntervalSince(last) < Self.grain { return }
        guard self.due[tokenID] != nil || self.due.count < Self.maximumCount else { return }
        self.due[tokenID] = now
    }

    /// Takes the uses that are to be written now.
    mutating func take() -> [UUID: Date] {
        defer { self.due = [:] }
        if self.written.count + self.due.count > Self.maximumCount { self.written = [:] }
        self.written.merge(self.due) { $1 }
        return self.due
    }

    /// Puts uses back that could not be written, unless there are later ones.
    mutating func putBack(_ uses: [UUID: Date]) {
        for (tokenID, moment) in uses {
            self.written[tokenID] = nil
            guard self.due[tokenID] != nil || self.due.count < Self.maximumCount else { continue }
            self.due[tokenID] = max(self.due[tokenID] ?? moment, moment)
        }
    }
}
