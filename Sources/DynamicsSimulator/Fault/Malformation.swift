/// A way for a 200 not to be an answer.
public enum Malformation: String, Sendable, Hashable, CaseIterable, Codable {
    /// The usual body without its second half; its `Content-Length` is right.
    case truncatedJSON
    /// The usual body, but `Content-Length` promises more and the connection ends.
    case shortBody
    /// A sign-in page.
    case html
    /// No body at all.
    case empty
    /// The body `null`.
    case null
    /// A list where an object belongs.
    case array
    /// The right members with values of other types.
    case wrongTypes
    /// Every member twice, with different values.
    case duplicateKeys
    /// A hundred thousand brackets.
    case deepNesting
    /// `NaN` and `Infinity` where numbers belong.
    case notANumber
    /// A number far outside of every integer's range.
    case hugeNumber
    /// A string with half of a surrogate pair.
    case loneSurrogate
    /// A string with an escaped NUL.
    case escapedNUL
    /// Bytes that are not UTF-8.
    case notUTF8
    /// The usual body after a byte order mark.
    case byteOrderMark
    /// The usual body, compressed although nobody asked.
    case gzip
    /// `Content-Encoding: gzip` over bytes that are not.
    case falseGzip
    /// A chunked body with a chunk size that is none.
    case badChunk
    /// Two `Content-Length` headers that differ.
    case twoLengths
    /// A body that never ends.
    case endlessBody
    /// Headers that never end.
    case endlessHead
    /// Bytes that are no HTTP.
    case notHTTP
}
