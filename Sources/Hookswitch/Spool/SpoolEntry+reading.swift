import Routing

extension SpoolEntry {
    /// Reads a frame's body, whose checksum was right.
    ///
    /// - Throws: If another version of Hookswitch wrote it, with a layout or a word that this one does not know.
    init(reading bytes: [UInt8], in range: Range<Int>) throws(SpoolFieldReader.Unreadable) {
        var reader = SpoolFieldReader(bytes, in: range)
        let version = try reader.integer(UInt8.self)
        let kind = SpoolFrame.Kind(rawValue: try reader.integer())
        let sequence = try reader.integer(Int64.self)
        guard version == SpoolFrame.version, let kind, sequence > 0 else { throw SpoolFieldReader.Unreadable() }
        switch kind {
        case .decision: self = .decision(try SpooledDecision(sequence: sequence, fields: &reader))
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
    fileprivate init(sequence: Int64, fields: inout SpoolFieldReader) throws(SpoolFieldReader.Unreadable) {
        self.sequence = sequence
        self.tenantID = TenantID(try fields.uuid())
        self.decidedAt = Moment(microseconds: try fields.integer())
        self.tenantVersion = try fields.integer()
        self.durationMicroseconds = try fields.integer()
        let choice = try fields.integer(Int16.self)
        self.choice = choice == SpoolFrame.noChoice ? nil : Decision.Choice(storedValue: choice)
        let presence = SpoolFrame.Presence(rawValue: try fields.integer())
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
