import Foundation

/// Decides which verification may begin; it waits for nothing.
///
/// Those of one Dynamics host go one after the other, and few go at once, for all of them ask the one host of Entra. Who asked
/// first goes first, past those whose own host is busy.
struct VerificationQueue: Sendable {
    /// The right to begin, or the wait for it.
    struct Ticket: Hashable, Sendable {
        fileprivate let number: UInt64
    }

    /// How many go at once: a verification asks Entra once and Dataverse a dozen times, and calls are asked for beside it.
    static let maximumCount = 4
    /// How many may go at once for one Dynamics host.
    static let maximumCountPerHost = 1
    /// How many may wait: more than two consoles and an import ask for.
    static let maximumWaitingCount = 32
    /// How many of one token may wait, so that one that asks for many leaves places to others.
    static let maximumWaitingCountPerToken = 4

    private var nextNumber: UInt64 = 0
    private var waiting: [(ticket: Ticket, host: String, token: UUID)] = []
    private var running: [Ticket: String] = [:]

    /// How many are under way.
    var runningCount: Int { self.running.count }

    /// Asks for the right to begin; `nil` if too many wait, in all or of this token.
    mutating func enter(_ host: String, by token: UUID) -> Ticket? {
        guard self.waiting.count < Self.maximumWaitingCount,
            self.waiting.count(where: { $0.token == token }) < Self.maximumWaitingCountPerToken
        else { return nil }
        self.nextNumber += 1
        let ticket = Ticket(number: self.nextNumber)
        self.waiting.append((ticket, host, token))
        return ticket
    }

    /// Whether it may begin now; if so, it has begun.
    mutating func begin(_ ticket: Ticket) -> Bool {
        guard self.running[ticket] == nil else { return true }
        guard self.running.count < Self.maximumCount else { return false }
        // The first whose host is free is whose turn it is.
        guard let next = self.waiting.firstIndex(where: { self.isFree($0.host) }), self.waiting[next].ticket == ticket
        else { return false }
        self.running[ticket] = self.waiting.remove(at: next).host
        return true
    }

    /// Ends it, or the wait for it.
    mutating func leave(_ ticket: Ticket) {
        self.running[ticket] = nil
        self.waiting.removeAll { $0.ticket == ticket }
    }

    private func isFree(_ host: String) -> Bool {
        self.running.values.count { $0 == host } < Self.maximumCountPerHost
    }
}
