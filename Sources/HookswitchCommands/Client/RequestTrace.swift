import Foundation
import NIOHTTP1

/// What `-v` and `--debug` tell of a request. What may be a secret or a telephone number is never told.
enum RequestTrace {
    /// What stands where something is not told.
    static let hidden = "***"
    /// Digits in a row from which on a text may be a telephone number; E.164 has no shorter ones that are dialled from abroad.
    private static let shortestNumber = 7
    /// Headers whose values are told: all others may carry anything.
    private static let openHeaders: Set<String> = [
        "accept", "allow", "cache-control", "connection", "content-length", "content-type", "date", "etag", "host",
        "if-match", "last-event-id", "ratelimit", "ratelimit-policy", "request-id", "retry-after", "server",
        "transfer-encoding", "user-agent", "vary",
    ]
    /// Parts of a query whose values are told: words of closed lists, numbers of versions, times and slugs.
    private static let openQuery: Set<String> = [
        "concurrency", "dry_run", "expand", "expires_before", "limit", "mode", "outcome", "role", "since", "state",
        "status",
        "tag", "tenant", "to", "tokens", "until", "window",
    ]

    /// The line of `-v`.
    ///
    /// - Parameters:
    ///   - status: The answer's status; `nil` if none came.
    static func line(_ method: HTTPMethod, _ url: String, status: Int?, requestID: String?, after time: Duration)
        -> String
    {
        let milliseconds = CallDuration.text(milliseconds: time / .milliseconds(1))
        let answer = status.map(String.init) ?? "no answer"
        let request = requestID.map { ", request \($0)" } ?? ""
        return TerminalText.visible(
            "\(method.rawValue) \(Self.shown(url: url)) → \(answer), \(milliseconds) ms\(request)"
        )
    }

    /// The lines of `--debug` for a head.
    ///
    /// - Parameters:
    ///   - mark: `>` for what is sent, `<` for what comes.
    ///   - first: The first line, without what must not be told.
    static func head(_ mark: String, _ first: String, _ headers: HTTPHeaders) -> [String] {
        let lines = headers.map { name, value in
            let isOpen = Self.openHeaders.contains(name.lowercased()) && !Self.mayBeNumber(value, in: name)
            return "\(name.lowercased()): \(isOpen ? value : Self.hidden)"
        }
        return ([first] + lines).map { "\(mark) " + TerminalText.visible($0) }
    }

    /// An address as it may be told.
    static func shown(url: String) -> String {
        let parts = url.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let path = parts[0].split(separator: "/", omittingEmptySubsequences: false)
        // Where a webhook asks for no key, knowing its path is the only proof.
        let hook = path.firstIndex(of: "hooks").map { path.index(after: $0) }
        let shown = path.enumerated()
            .map { offset, part in
                let isHidden = offset > 2 && (offset == hook && !part.isEmpty || Self.mayBeNumber(String(part)))
                return isHidden ? Self.hidden : String(part)
            }
            .joined(separator: "/")
        guard parts.count == 2 else { return shown }
        let query = parts[1].split(separator: "&", omittingEmptySubsequences: false).map { pair in
            let pair = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard pair.count == 2 else { return Self.mayBeNumber(pair[0]) ? Self.hidden : pair[0] }
            let isOpen = Self.openQuery.contains(pair[0]) && !Self.mayBeNumber(pair[1])
            return pair[0] + "=" + (isOpen ? pair[1] : Self.hidden)
        }
        return shown + "?" + query.joined(separator: "&")
    }

    /// Lengths and request ids have digits in a row, too, and are no numbers of anybody.
    private static func mayBeNumber(_ value: String, in header: String) -> Bool {
        ["accept", "if-match", "content-type", "user-agent"].contains(header.lowercased()) && Self.mayBeNumber(value)
    }

    /// Whether a text has as many digits as a telephone number with what people put between them.
    private static func mayBeNumber(_ text: String) -> Bool {
        let plain = text.removingPercentEncoding ?? text
        guard !Self.isOurs(plain) else { return false }
        var digits = 0
        for character in plain.unicodeScalars {
            switch character {
            case "0"..."9":
                digits += 1
                if digits >= Self.shortestNumber { return true }
            case " ", "-", ".", "(", ")", "/": continue
            default: digits = 0
            }
        }
        return false
    }

    /// Whether a text is a time by RFC 3339, a UUID, or a decision's id: many digits, and nobody's number.
    private static func isOurs(_ text: String) -> Bool {
        text.wholeMatch(of: /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})/) != nil
            || UUID(uuidString: text) != nil || text.wholeMatch(of: /dec_[0-9a-z]+/) != nil
    }
}
