import Routing

/// Reads the body of a request: `{"anum": …, "bnum": …}`, two optional members, and others that are ignored.
///
/// The two numbers must be there and must be strings. An optional member of another type is ignored, because a call that
/// is refused for it would be worse off than without it. The name of a member that we read and that comes twice is refused:
/// which of the two counts differs between parsers. Other members must be JSON and nothing more: how many there are, how
/// long, and whether one comes twice is the customer's matter, within the limit of the body.
struct InboundCallParser {
    /// Bytes of `targetid` and of `CallId`, which are kept; a longer one is not.
    static let maximumTagByteCount = 128

    private var caller: Party?
    private var called: Party?
    private var targetID: String?
    private var callID: String?
    private var isInternalCaller = false

    /// The members that came, one bit each.
    private var seen: UInt8 = 0
    /// The member that is being read.
    private var member: InboundCallError.Member?

    private init() {}

    /// Reads a body.
    static func parse(_ body: UnsafeRawBufferPointer) throws(InboundCallError) -> InboundCall {
        var parser = InboundCallParser()
        do {
            try parser.read(body)
        } catch {
            throw InboundCallError(error, in: parser.member)
        }
        guard let caller = parser.caller else { throw InboundCallError(.missing, in: .caller) }
        guard let called = parser.called else { throw InboundCallError(.missing, in: .called) }
        return InboundCall(
            caller: caller,
            called: called,
            targetID: parser.targetID,
            callID: parser.callID,
            isInternalCaller: parser.isInternalCaller
        )
    }

    private mutating func read(_ body: UnsafeRawBufferPointer) throws(InboundCallError.Reason) {
        var scanner = JSONScanner(body)
        guard !scanner.takeByteOrderMark() else { throw .byteOrderMark }
        scanner.skipSpace()
        let isObject = scanner.byte == UInt8(ascii: "{")
        if isObject {
            try scanner.members(depth: 0) { (scanner, name) throws(InboundCallError.Reason) in
                try self.readMember(name, from: &scanner)
            }
        } else {
            try scanner.skipValue(depth: 0)
        }
        scanner.skipSpace()
        guard scanner.byte == nil else { throw .notJSON }
        guard isObject else { throw .notObject }
    }

    private mutating func readMember(
        _ name: JSONText,
        from scanner: inout JSONScanner
    ) throws(InboundCallError.Reason) {
        let member: InboundCallError.Member
        if scanner.matches(name, "anum") {
            member = .caller
        } else if scanner.matches(name, "bnum") {
            member = .called
        } else if scanner.matches(name, "targetid") {
            member = .targetID
        } else if scanner.matches(name, "extradata") {
            member = .extraData
        } else {
            return try scanner.skipValue(depth: 1)
        }

        try self.begin(member)
        switch member {
        case .caller: self.caller = try Self.party(from: &scanner)
        case .called: self.called = try Self.party(from: &scanner)
        case .targetID: self.targetID = try Self.tag(from: &scanner, depth: 1)
        case .extraData: try self.readExtraData(from: &scanner)
        case .callID, .isInternalCaller: try scanner.skipValue(depth: 1)
        }
        self.member = nil
    }

    private mutating func readExtraData(from scanner: inout JSONScanner) throws(InboundCallError.Reason) {
        scanner.skipSpace()
        guard scanner.byte == UInt8(ascii: "{") else { return try scanner.skipValue(depth: 1) }
        try scanner.members(depth: 1) { (scanner, name) throws(InboundCallError.Reason) in
            if scanner.matches(name, "CallId") {
                try self.begin(.callID)
                self.callID = try Self.tag(from: &scanner, depth: 2)
            } else if scanner.matches(name, "IsInternalCaller") {
                try self.begin(.isInternalCaller)
                if let value = try scanner.boolean() {
                    self.isInternalCaller = value
                } else {
                    try scanner.skipValue(depth: 2)
                }
            } else {
                try scanner.skipValue(depth: 2)
            }
            self.member = .extraData
        }
    }

    private mutating func begin(_ member: InboundCallError.Member) throws(InboundCallError.Reason) {
        self.member = member
        let bit: UInt8 = 1 << member.rawValue
        guard self.seen & bit == 0 else { throw .duplicate }
        self.seen |= bit
    }

    private static func party(from scanner: inout JSONScanner) throws(InboundCallError.Reason) -> Party {
        scanner.skipSpace()
        guard scanner.byte == UInt8(ascii: "\"") else { throw .notString }
        let text = try scanner.string()
        guard !text.hasEscapes else { return Party(parsing: scanner.decoded(text)) }
        return Party(parsing: scanner.raw(text))
    }

    /// Text that is kept as it is; `nil` if the value is no string, is empty, or is too long to be kept.
    private static func tag(from scanner: inout JSONScanner, depth: Int) throws(InboundCallError.Reason) -> String? {
        scanner.skipSpace()
        guard scanner.byte == UInt8(ascii: "\"") else {
            try scanner.skipValue(depth: depth)
            return nil
        }
        let text = try scanner.string()
        guard 1...Self.maximumTagByteCount ~= text.byteCount else { return nil }
        return text.hasEscapes
            ? String(decoding: scanner.decoded(text), as: UTF8.self)
            : String(decoding: scanner.raw(text), as: UTF8.self)
    }
}
