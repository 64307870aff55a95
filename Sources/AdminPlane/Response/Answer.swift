import Foundation
import HTTPTypes
import Hookswitch
import Hummingbird
import NIOCore

/// An answer whose bytes are known, so that it can be given again to the same request.
struct Answer: Sendable {
    /// The status.
    let status: HTTPResponse.Status
    /// The body, JSON.
    let json: String
    /// The header field `ETag`.
    let etag: String?
    /// Whether there is a secret in it, which may be neither kept nor given again.
    let isSecret: Bool

    /// An answer with a value.
    init(
        _ value: some Encodable,
        status: HTTPResponse.Status = .ok,
        etag: String? = nil,
        isSecret: Bool = false
    ) throws {
        self.status = status
        self.json = String(decoding: try JSONAnswer.encoder().encode(value), as: UTF8.self)
        self.etag = etag
        self.isSecret = isSecret
    }

    /// What a write did to a tenant; what a dry run would do has no version yet, and so no tag.
    init(_ applied: AppliedTenant, dryRun: Bool) throws {
        let version = dryRun ? nil : applied.tenant?.version
        try self.init(applied, etag: version.map(EntityTag.of))
    }

    /// What a write did to a tenant as a whole, with its tag.
    init(tenant applied: AppliedTenant, dryRun: Bool) throws {
        try self.init(applied, etag: dryRun ? nil : applied.tenant.map(EntityTag.of))
    }

    /// The answer as it is sent.
    var response: Response {
        var headers: HTTPFields = [:]
        headers[.eTag] = self.etag
        return JSONAnswer.response(json: ByteBuffer(string: self.json), status: self.status, headers: headers)
    }

    /// The answer as it is kept.
    var kept: KeptAnswer {
        KeptAnswer(status: Int32(self.status.code), etag: self.etag, json: self.isSecret ? nil : self.json)
    }
}
