/// A file of tenants, taken apart into rows.
public struct ImportFile: Sendable {
    /// The mark that Windows puts in front of UTF-8.
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// How it is written.
    public let format: ImportFormat
    /// The rows, never empty.
    public let rows: [ImportRow]
    /// What comes before the rows when some of them are written elsewhere: of CSV the heading.
    public let preamble: String
    /// Where its secrets come from.
    let secrets: SecretResolution

    /// Takes a file apart. A row that cannot be read is kept as such, so that the others can be.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8, with or without a byte order mark; lines end in LF or CRLF.
    ///   - secrets: Where the secrets of its rows may come from.
    /// - Throws: ``ImportRefusal`` if the file has no rows, too many, or is not what the format says.
    public init(
        parsing bytes: [UInt8],
        as format: ImportFormat,
        secrets: SecretResolution
    ) throws(ImportRefusal) {
        guard bytes.count <= ImportLimits.maximumSize else {
            throw ImportRefusal("too_large", "a file has at most \(ImportLimits.maximumSize) bytes; split it")
        }
        let bytes = bytes.starts(with: Self.byteOrderMark) ? Array(bytes.dropFirst(3)) : bytes
        // UTF-16 is full of NUL bytes, which UTF-8 would let through.
        guard !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil else {
            throw ImportRefusal("not_text", "the file is not text in UTF-8; save it as UTF-8")
        }
        self.format = format
        self.secrets = secrets
        switch format {
        case .yaml:
            self.rows = try YAMLRows.read(bytes)
            self.preamble = ""
        case .ndjson:
            // A file of rows that are on their way is nobody's to write.
            if case .inlineOnly = secrets {
                self.rows = try JSONRows.read(bytes, areSent: true)
            } else {
                self.rows = try JSONRows.read(bytes, areSent: false)
            }
            self.preamble = ""
        case .csv:
            let table = try ImportTable(bytes)
            self.rows = table.rows(secrets: secrets)
            self.preamble = table.heading
        }
        guard !self.rows.isEmpty else { throw ImportRefusal("empty", "there is no tenant in the file") }
    }

    /// The refusal of a file with more rows than are read.
    static func checkCount(_ count: Int) throws(ImportRefusal) {
        guard count <= ImportLimits.maximumRowCount else {
            throw ImportRefusal("too_many", "a file has at most \(ImportLimits.maximumRowCount) rows; split it")
        }
    }

    /// The flaw of a row that is larger than is read; `nil` if it is not.
    static func sizeFlaw(row: Int, line: Int, byteCount: Int) -> ImportIssue? {
        guard byteCount > ImportLimits.maximumRowSize else { return nil }
        let detail = "a row has at most \(ImportLimits.maximumRowSize) bytes, and this one has \(byteCount)"
        return ImportIssue(row: row, line: line, code: "too_large", detail: detail)
    }
}
