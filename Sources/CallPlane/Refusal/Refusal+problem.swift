extension Refusal {
    /// The status code and its phrase.
    var status: (code: Int, phrase: String) {
        switch self {
        case .malformed, .host, .target, .transferEncoding, .upgrade, .fieldName, .unexpectedBody, .pipelineTooLong,
            .body:
            (400, "Bad Request")
        case .unauthorized: (401, "Unauthorized")
        case .unknownEndpoint: (404, "Not Found")
        case .method: (405, "Method Not Allowed")
        case .timeout: (408, "Request Timeout")
        case .bodyTooLarge: (413, "Content Too Large")
        case .contentEncoding: (415, "Unsupported Media Type")
        case .expectation: (417, "Expectation Failed")
        case .misdirected: (421, "Misdirected Request")
        case .headTooLarge: (431, "Request Header Fields Too Large")
        case .version: (505, "HTTP Version Not Supported")
        }
    }

    /// The stable name of the problem, in the document and, of a body in one word, in the metrics.
    var code: String {
        switch self {
        case .malformed: "malformed_request"
        case .host: "invalid_host"
        case .target: "invalid_target"
        case .transferEncoding: "invalid_transfer_encoding"
        case .upgrade: "upgrade_refused"
        case .fieldName: "invalid_field_name"
        case .unexpectedBody: "unexpected_body"
        case .pipelineTooLong: "pipeline_too_long"
        case .body(let error): error.reason.rawValue
        case .unauthorized: "unauthorized"
        case .unknownEndpoint: "not_found"
        case .method: "method_not_allowed"
        case .timeout: "request_timeout"
        case .bodyTooLarge: "body_too_large"
        case .contentEncoding: "unsupported_content_encoding"
        case .expectation: "expectation_failed"
        case .misdirected: "misdirected_request"
        case .headTooLarge: "head_too_large"
        case .version: "http_version_not_supported"
        }
    }

    /// What is wrong and how to mend it, in fixed words: nothing of the request is said back.
    var detail: String {
        switch self {
        case .malformed: "The request is not well-formed HTTP/1.1."
        case .host: "A request needs exactly one Host field."
        case .target: "The request target must be a plain path without query, fragment or percent-encoding."
        case .transferEncoding: "Transfer-Encoding must be absent or exactly chunked, and alone."
        case .upgrade: "This listener speaks HTTP/1.1 and does not upgrade."
        case .fieldName: "A field name must not have an underscore."
        case .unexpectedBody: "Only a POST may have a body."
        case .pipelineTooLong: "Too many requests were sent before the first was answered."
        case .body(let error): error.detail
        case .unauthorized: "The key is missing or wrong."
        case .unknownEndpoint: "There is no such endpoint."
        case .method: "Calls are posted."
        case .timeout: "The request did not arrive in time."
        case .bodyTooLarge: "The body has too many bytes or chunks."
        case .contentEncoding: "The body must not be compressed."
        case .expectation: "Only the expectation 100-continue is met."
        case .misdirected: "This server does not answer for that host."
        case .headTooLarge: "The head has too many bytes or fields."
        case .version: "Only HTTP/1.1 is spoken here."
        }
    }

    /// Fields that only this problem has, each with its line end.
    var fields: String {
        switch self {
        // The same whichever of the two proofs the tenant asks for.
        case .unauthorized: "WWW-Authenticate: Basic realm=\"hookswitch\"\r\n"
        case .method: "Allow: POST\r\n"
        case .contentEncoding: "Accept-Encoding: identity\r\n"
        default: ""
        }
    }

    /// The problem document of RFC 9457.
    var document: String {
        var text =
            "{\"type\":\"/problems/\(self.code)\",\"title\":\"\(self.status.phrase)\",\"status\":\(self.status.code)"
        text += ",\"code\":\"\(self.code)\",\"detail\":\"\(self.detail)\""
        if case .body(let error) = self, let member = error.member { text += ",\"member\":\"\(member.path)\"" }
        return text + "}"
    }
}

extension InboundCallError {
    /// What is wrong in words.
    fileprivate var detail: String {
        switch self.reason {
        case .notJSON: "The body is not JSON."
        case .notUTF8: "The body is not UTF-8."
        case .byteOrderMark: "The body begins with a byte order mark."
        case .notObject: "The body is not a JSON object."
        case .missing: "A member is missing."
        case .notString: "The member must be a string."
        case .duplicate: "A member comes twice."
        case .controlCharacter: "A string has a control character."
        case .tooDeep: "The body has more than \(JSONScanner.maximumDepth) levels."
        case .stringTooLong: "A string has more than \(JSONScanner.maximumStringByteCount) bytes."
        }
    }
}
