extension Fault {
    /// The longest wait that makes sense: a connection is closed after five idle minutes.
    static let maximumMilliseconds = 300_000
    /// The largest body that the simulator makes in memory.
    static let maximumBytes = 256 * 1024 * 1024

    /// Reads a fault as the control plane takes it.
    init(_ document: FaultDocument) throws(FaultError) {
        let milliseconds = document.milliseconds ?? 0
        guard (0...Self.maximumMilliseconds).contains(milliseconds) else {
            throw FaultError(member: "milliseconds", message: "expected 0 to \(Self.maximumMilliseconds)")
        }
        if let times = document.times, times < 1 { throw FaultError(member: "times", message: "expected 1 or more") }
        let probability = document.probability ?? 1
        guard (0...1).contains(probability) else {
            throw FaultError(member: "probability", message: "expected 0 to 1")
        }
        var path: Path?
        if let name = document.path {
            path = Path(rawValue: name)
            guard path != nil else {
                throw FaultError(member: "path", message: "expected token, discovery or data")
            }
        }
        let effect = try FaultEffect(document)
        var delay = milliseconds
        if case .drip = effect { delay = 0 }
        self.init(
            effect,
            scope: try Self.scope(document.scope),
            path: path,
            table: document.table,
            queryContains: document.queryContains,
            delayMilliseconds: delay,
            times: document.times,
            probability: probability
        )
    }

    private static func scope(_ member: FaultDocument.ScopeMember?) throws(FaultError) -> Scope {
        switch member {
        case nil, .word("all"): return .all
        case .named(let named):
            switch (named.host, named.tenant) {
            case (let host?, nil): return .host(host)
            case (nil, let tenant?): return .tenant(tenant)
            default: break
            }
        case .word: break
        }
        throw FaultError(member: "scope", message: #"expected "all", {"host": …} or {"tenant": …}"#)
    }
}

extension FaultEffect {
    fileprivate init(_ document: FaultDocument) throws(FaultError) {
        let count = document.bytes ?? 0
        guard (0...Fault.maximumBytes).contains(count) else {
            throw FaultError(member: "bytes", message: "expected 0 to \(Fault.maximumBytes)")
        }
        switch document.kind {
        case "latency": self = .latency
        case "hang": self = .hang(afterBytes: count)
        case "reset": self = .reset(afterBytes: count)
        case "close": self = .close(afterBytes: count)
        case "oversized": self = .oversized(bytes: count)
        case "drip": self = .drip(intervalMilliseconds: document.milliseconds ?? 0)
        case "redirect": self = .redirect(location: try Self.line(document.location, "location"))
        case "expiresIn": self = .expiresIn(json: try Self.line(document.expiresIn, "expiresIn"))
        case "malformed":
            guard let form = document.form.flatMap(Malformation.init(rawValue:)) else {
                let forms = Malformation.allCases.map(\.rawValue).joined(separator: ", ")
                throw FaultError(member: "form", message: "expected one of: \(forms)")
            }
            self = .malformed(form)
        case "status":
            guard let status = document.status, (200...599).contains(status) else {
                throw FaultError(member: "status", message: "expected 200 to 599")
            }
            var fault = StatusFault(status, code: document.code, message: document.message, body: document.body)
            if document.retryAfter != nil { fault.retryAfter = try Self.line(document.retryAfter, "retryAfter") }
            if document.contentType != nil { fault.contentType = try Self.line(document.contentType, "contentType") }
            self = .status(fault)
        default:
            throw FaultError(
                member: "kind",
                message: "expected latency, hang, drip, reset, close, status, malformed, oversized, redirect, expiresIn"
            )
        }
    }

    /// A text that may stand in a header.
    private static func line(_ text: String?, _ member: String) throws(FaultError) -> String {
        guard let text, text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f || $0 == 0x09 }) else {
            throw FaultError(member: member, message: "expected a text of one line")
        }
        return text
    }
}
