/// How a database's schema stands to the one in this binary.
public struct SchemaStatus: Hashable, Sendable {
    /// What is wrong with a step.
    public enum Fault: Hashable, Sendable {
        /// The database has a step that this binary does not know: the database is newer.
        case unknown(version: Int32, name: String)
        /// The step was applied from other statements than this binary has.
        case changed(version: Int32, name: String)
    }

    /// The newest step that the database has; 0 if none.
    public let version: Int32
    /// The steps that the database lacks, in order, as `NNNN_name`.
    public let pending: [String]
    /// Steps that do not match.
    public let faults: [Fault]

    /// Whether this binary has nothing to apply, and the database nothing that is not this binary's.
    public var isCurrent: Bool {
        self.pending.isEmpty && self.faults.isEmpty
    }

    /// Whether a server of this binary may work with the database.
    public var isSupported: Bool {
        self.faults.isEmpty && SchemaRange.supported.contains(self.version)
    }

    /// How to bring program and database together, as a clause; `nil` if a server may work with the database.
    public var remedy: String? {
        guard !self.isSupported else { return nil }
        let isChanged = self.faults.contains { fault in
            if case .changed = fault { true } else { false }
        }
        if isChanged {
            return "use the hookswitch that made it; `hookswitch migrate verify` tells what differs"
        }
        guard self.faults.isEmpty else {
            let newest = SchemaRange.supported.maximum
            return "upgrade the program to one that knows step \(self.version): this one knows \(newest) and no more"
        }
        return "run `hookswitch migrate up`"
    }
}

extension SchemaStatus.Fault: CustomStringConvertible {
    /// The fault as a sentence for the operator.
    public var description: String {
        switch self {
        case .unknown(let version, let name):
            "the database has step \(version) (\(name)), which this hookswitch does not know: use a newer hookswitch"
        case .changed(let version, let name):
            "step \(version) (\(name)) was applied from other statements than this hookswitch has"
        }
    }
}
