import Routing

extension SpoolEntry {
    /// Reads a frame's body, whose checksum was right.
    ///
    /// - Throws: If another version of Hookswitch wrote it, with a layout or a word that this one does not know.
    init(reading bytes: [UInt8], in range: Range<Int>) throws(SpoolFieldReader.Unreadable) {
        var reader = SpoolFieldReader(bytes, in: range)
        let prefix = SpoolFrame.Prefix(try reader.integer(UInt64.self))
        let sequence = try reader.integer(Int64.self)
        guard prefix.version == SpoolFrame.version, let kind = SpoolFrame.Kind(rawValue: prefix.kind), sequence > 0
        else { throw SpoolFieldReader.Unreadable() }
        switch kind {
        case .decision: self = .decision(try SpooledDecision(sequence: sequence, prefix: prefix, fields: &reader))
        case .gap: self = .gap(try SpooledGap(sequence: sequence, fields: &reader))
        }
        guard reader.isAtEnd else { throw SpoolFieldReader.Unreadable() }
    }
}

extension SpooledGap {
    fileprivate init(sequence: Int64, fields: inout SpoolFieldReader) throws(SpoolFieldReader.Unreadable) {
        self.sequence = sequence
        self.count = try fields.integer()
        self.firstAt = Moment(microseconds: try fields.integer())
        self.lastAt = Moment(microseconds: try fields.integer())
    }
}

extension SpooledDecision {
    fileprivate init(
        sequence: Int64,
        prefix: SpoolFrame.Prefix,
        fields: inout SpoolFieldReader
    ) throws(SpoolFieldReader.Unreadable) {
        let presence = prefix.presence
        self.sequence = sequence
        self.choice = prefix.choice == SpoolFrame.noChoice ? nil : Decision.Choice(storedValue: prefix.choice)
        self.decidedAt = Moment(microseconds: try fields.integer())
        self.tenantVersion = try fields.integer()
        self.durationMicroseconds = try fields.integer()
        self.tenantID = TenantID(try fields.uuid())
        guard let outcome = Outcome(rawValue: try fields.shortText()),
            let callerFact = CallFacts.Caller(text: try fields.shortText())
        else { throw SpoolFieldReader.Unreadable() }
        self.outcome = outcome
        self.callerFact = callerFact
        self.pool = presence.contains(.pool) ? try fields.phoneNumber() : nil
        self.target = presence.contains(.target) ? try fields.phoneNumber() : nil
        if presence.contains(.caller) {
            let digest = try fields.field()
            let mask = try fields.text()
            let sealed = presence.contains(.sealedCaller) ? try fields.field() : nil
            self.callerIdentity = CallerIdentity(digest: digest, mask: mask, sealed: sealed)
        } else {
            self.callerIdentity = nil
        }
        self.callID = presence.contains(.callID) ? try fields.text() : nil
        self.targetID = presence.contains(.targetID) ? try fields.text() : nil
        self.lookup = presence.contains(.lookup) ? try fields.text() : nil
    }
}
