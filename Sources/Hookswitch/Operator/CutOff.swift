import Foundation

/// What works no longer because the operator whose it was does not, or not as before.
struct CutOff: Sendable {
    /// What this server must no longer remember: of tokens.
    var digests: [[UInt8]] = []
    /// One record for each thing that ended.
    var entries: [AuditEntry] = []
    /// How many codes ended that a command line was about to change for a token. They live for a minute, and have no record.
    var codeCount = 0

    /// Whether anything ended.
    var isEmpty: Bool { self.entries.isEmpty && self.codeCount == 0 }
}
