extension TenantDocumentReading {
    /// Reads `externalId`; the inner `nil` says that the tenant has none.
    mutating func externalID(_ node: DocumentNode) -> ExternalID?? {
        guard !node.isNull else { return .some(nil) }
        if case .text(let text) = node.value, let id = ExternalID(parsing: text) { return .some(id) }
        let expected = "expected are 1 to 100 letters, digits and . _ : -, a letter or a digit first"
        self.reader.note("wrong_value", at: DocumentPath().member("externalId"), line: node.line, expected)
        return nil
    }
}
