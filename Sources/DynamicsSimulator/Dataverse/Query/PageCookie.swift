import Crypto
import Foundation

/// The `$skiptoken` of a next link, in Dataverse's XML form.
///
/// It is bound to the query it came from, so that a client which changes or re-encodes the link is found out.
struct PageCookie: Sendable, Hashable {
    let pageNumber: Int
    private let seal: String

    /// The cookie for a page of a query.
    ///
    /// - Parameter query: The raw query without `$skiptoken`.
    init(pageNumber: Int, query: String) {
        self.pageNumber = pageNumber
        self.seal = Hexadecimal.text(SHA256.hash(data: Array("\(pageNumber)/\(query)".utf8)).prefix(16))
    }

    /// The cookie's text, not yet encoded for a URL. Its inner value is encoded already, as Dataverse's is.
    var text: String {
        #"<cookie pagenumber="\#(self.pageNumber)" pagingcookie="%253ccookie%2520seal%253d%2522\#(self.seal)%2522%252f"#
            + #"%253e" istracking="False" />"#
    }

    /// Reads the cookie that came back with a query.
    ///
    /// - Parameter rawQuery: The whole raw query; `$skiptoken` comes last, as the server wrote it.
    init(_ token: String, rawQuery: String) throws(DataverseFailure) {
        let marker = "$skiptoken="
        let malformed = DataverseFailure.query("Malformed XML in the Paging Cookie")
        guard let range = rawQuery.range(of: marker) else { throw malformed }
        let original = rawQuery[..<range.lowerBound]
        let digits = token.dropFirst(#"<cookie pagenumber=""#.count).prefix { $0.isASCII && $0.isNumber }
        guard let pageNumber = Int(digits), (2...1_000_000).contains(pageNumber) else { throw malformed }
        self.init(pageNumber: pageNumber, query: String(original.hasSuffix("&") ? original.dropLast() : original))
        guard token == self.text else { throw malformed }
    }
}
