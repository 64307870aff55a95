/// Bytes that stand for one thing and no other: each part has a fixed length or says its own.
struct CanonicalForm: Hashable, Sendable {
    /// What was appended.
    private(set) var bytes: [UInt8]

    /// Begins with the name of the form.
    init(_ domain: [UInt8]) {
        self.bytes = domain
    }

    /// Appends bytes whose number is always the same.
    mutating func append(bytes: [UInt8]) {
        self.bytes += bytes
    }

    /// Appends an integer, 8 bytes.
    mutating func append(_ integer: Int64) {
        withUnsafeBytes(of: integer.bigEndian) { self.bytes.append(contentsOf: $0) }
    }

    /// Appends a text with its length.
    mutating func append(_ text: String) {
        self.append(count: text.utf8.count)
        self.bytes += Array(text.utf8)
    }

    /// Appends what may be absent.
    mutating func append<Value>(optional value: Value?, _ append: (inout CanonicalForm, Value) -> Void) {
        self.bytes.append(value == nil ? 0 : 1)
        if let value { append(&self, value) }
    }

    /// Appends a value of JSON.
    mutating func append(_ value: AuditValue) {
        switch value {
        case .null: self.bytes.append(UInt8(ascii: "n"))
        case .boolean(let flag): self.bytes.append(flag ? UInt8(ascii: "t") : UInt8(ascii: "f"))
        case .integer(let integer):
            self.bytes.append(UInt8(ascii: "i"))
            self.append(integer)
        case .number(let number):
            self.bytes.append(UInt8(ascii: "d"))
            self.append(Int64(bitPattern: number.bitPattern))
        case .text(let text):
            self.bytes.append(UInt8(ascii: "s"))
            self.append(text)
        case .list(let elements):
            self.bytes.append(UInt8(ascii: "a"))
            self.append(count: elements.count)
            for element in elements { self.append(element) }
        case .members(let members):
            self.bytes.append(UInt8(ascii: "o"))
            self.append(count: members.count)
            // Strings of Swift compare by characters, and this order must be one that every language has.
            for (name, member) in members.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
                self.append(name)
                self.append(member)
            }
        }
    }

    /// Nothing that is recorded comes near 4 GiB; Postgres ends at 1.
    private mutating func append(count: Int) {
        withUnsafeBytes(of: UInt32(truncatingIfNeeded: count).bigEndian) { self.bytes.append(contentsOf: $0) }
    }
}
