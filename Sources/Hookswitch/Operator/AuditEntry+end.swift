import Foundation

extension AuditEntry {
    /// Something that works no longer: an operator, or a session.
    init(endOf subject: String, as action: String, at moment: Date) throws {
        self.init(
            action: action,
            subject: subject,
            before: try AuditValue.members(["ended_at": .null]).json(),
            after: try AuditValue.members(["ended_at": .text(moment.rfc3339)]).json()
        )
    }
}
