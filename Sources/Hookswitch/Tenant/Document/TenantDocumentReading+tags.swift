extension TenantDocumentReading {
    /// Reads `tags`. The order in which somebody wrote them means nothing, so a change of it is none.
    mutating func tags(_ node: DocumentNode) -> [TenantTag]? {
        let path = DocumentPath().member("tags")
        guard !node.isNull else { return [] }
        guard let elements = self.reader.list(node, at: path, maximumCount: TenantTag.maximumCount) else { return nil }
        var tags: [String: TenantTag] = [:]
        var isWhole = true
        for (index, element) in elements.enumerated() {
            if case .text(let text) = element.value, let tag = TenantTag(parsing: text) {
                tags[tag.text] = tag
            } else {
                let expected = "expected are 1 to 40 of a-z, 0-9 and -, and no - first"
                self.reader.note("wrong_value", at: path.index(index), line: element.line, expected)
                isWhole = false
            }
        }
        return isWhole ? tags.sorted { $0.key < $1.key }.map(\.value) : nil
    }
}
