import Schema

extension StartRefusal {
    /// Refuses a database whose schema is older than this binary's, or newer; `nil` if a server may work with it.
    init?(schema status: SchemaStatus) {
        guard let remedy = status.remedy else { return nil }
        let faults = status.faults.map(\.description)
        let pending = status.pending.isEmpty ? [] : ["it lacks \(status.pending.joined(separator: ", "))"]
        self.init(
            subject: "the schema",
            reason: "it is not the one of this hookswitch: \((faults + pending).joined(separator: "; "))",
            remedy: remedy
        )
    }
}
