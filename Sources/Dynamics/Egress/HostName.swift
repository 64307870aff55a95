/// The rules for a host's name and a port inside a URL.
enum HostName {
    /// RFC 1035: a name has at most 253 characters in text form, a label at most 63.
    private static let maximumByteCount = 253
    private static let maximumLabelByteCount = 63

    /// The most digits of a port.
    private static let maximumPortDigitCount = 5

    /// Reads a name of letters, digits and hyphens, and lowers its case.
    ///
    /// An IPv4 address in dotted form passes too; what it may be is for the policy to say. Other spellings of addresses
    /// (`0x7f.1`, `2130706433`) are refused, because a resolver would read them as addresses.
    static func parse(_ bytes: ArraySlice<UInt8>) throws(EgressRefusal) -> String {
        guard (1...Self.maximumByteCount).contains(bytes.count) else { throw .host }
        let lowered = bytes.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }

        let labels = lowered.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        for label in labels {
            guard (1...Self.maximumLabelByteCount).contains(label.count) else { throw .host }
            guard label.first != UInt8(ascii: "-"), label.last != UInt8(ascii: "-") else { throw .host }
            guard label.allSatisfy(Self.isLetterDigitOrHyphen) else { throw .host }
        }
        let name = String(decoding: lowered, as: UTF8.self)
        if let last = labels.last, Self.looksNumeric(last), NetworkAddress(name) == nil { throw .host }
        return name
    }

    /// Reads a port: one to five digits that are a number from 1 to 65535.
    static func parsePort(_ bytes: ArraySlice<UInt8>) throws(EgressRefusal) -> Int {
        guard
            bytes.count <= Self.maximumPortDigitCount,
            let port = DecimalDigits.value(of: bytes),
            (1...Int(UInt16.max)).contains(port)
        else { throw .port }
        return port
    }

    private static func isLetterDigitOrHyphen(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        default: false
        }
    }

    /// Whether a label would be read as part of an address by the functions of C (`inet_aton`).
    private static func looksNumeric(_ label: ArraySlice<UInt8>) -> Bool {
        let isDigits = label.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return isDigits || label.starts(with: "0x".utf8)
    }
}
