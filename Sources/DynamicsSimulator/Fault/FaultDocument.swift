/// A fault as the control plane reads and shows it.
struct FaultDocument: Codable {
    struct ScopeDocument: Codable {
        var host: String?
        var tenant: String?
    }

    /// Either the text `all` or an object that names a host or a tenant.
    enum ScopeMember: Codable {
        case word(String)
        case named(ScopeDocument)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            do {
                self = .word(try container.decode(String.self))
            } catch {
                self = .named(try container.decode(ScopeDocument.self))
            }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .word(let word): try container.encode(word)
            case .named(let document): try container.encode(document)
            }
        }
    }

    static let members = [
        "id", "scope", "path", "table", "queryContains", "kind", "milliseconds", "times", "probability", "status",
        "retryAfter", "code", "message", "body", "contentType", "form", "bytes", "location", "expiresIn", "applied",
    ]

    var id: Int?
    var scope: ScopeMember?
    var path: String?
    var table: String?
    var queryContains: String?
    var kind: String
    var milliseconds: Int?
    var times: Int?
    var probability: Double?
    var status: Int?
    var retryAfter: String?
    var code: String?
    var message: String?
    var body: String?
    var contentType: String?
    var form: String?
    var bytes: Int?
    var location: String?
    var expiresIn: String?
    var applied: Int?
}

extension FaultDocument {
    init(_ posted: FaultBoard.Posted) {
        let fault = posted.fault
        self.init(kind: fault.effect.kind)
        self.id = posted.identifier
        self.applied = posted.appliedCount
        switch fault.scope {
        case .all: self.scope = .word("all")
        case .host(let host): self.scope = .named(.init(host: host))
        case .tenant(let tenant): self.scope = .named(.init(tenant: tenant))
        }
        self.path = fault.path?.rawValue
        self.table = fault.table
        self.queryContains = fault.queryContains
        self.milliseconds = fault.delayMilliseconds
        self.times = fault.times
        self.probability = fault.probability
        switch fault.effect {
        case .latency: break
        case .hang(let count), .reset(let count), .close(let count), .oversized(let count): self.bytes = count
        case .drip(let interval): self.milliseconds = interval
        case .malformed(let form): self.form = form.rawValue
        case .redirect(let location): self.location = location
        case .expiresIn(let json): self.expiresIn = json
        case .status(let status):
            self.status = status.status
            self.retryAfter = status.retryAfter
            self.code = status.code
            self.message = status.message
            self.body = status.body
            self.contentType = status.contentType
        }
    }
}
