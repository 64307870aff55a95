/// A member that a row of an import may leave as the tenant has it. A document says all of its tenant, so that one without tags
/// takes them off; a table without the column says nothing of them.
public enum KeptMember: String, CaseIterable, Codable, Hashable, Sendable {
    case tags
    case externalID = "externalId"
}
