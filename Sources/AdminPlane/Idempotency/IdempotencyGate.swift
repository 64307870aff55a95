import HTTPTypes
import Hookswitch
import Hummingbird
import Logging
import NIOCore

/// Lets a request through once that comes several times under one `Idempotency-Key`.
struct IdempotencyGate: Sendable {
    /// Seconds after which to ask again for the answer of a request that is under way.
    private static let retryDelay = 1

    let records: IdempotencyService
    let bodies: RequestBodyReader
    let fault: @Sendable (any Error) -> AdminServices.Fault
    let logger: Logger

    /// Answers a request: without a key by carrying it out, with a key by carrying it out once.
    ///
    /// - Parameters:
    ///   - dryRun: Whether the request changes nothing, so that a key has nothing to do.
    ///   - operation: Carries it out. What it throws is an answer that changed nothing, unless the database went away.
    func answer(
        _ request: AuthenticatedRequest,
        dryRun: Bool,
        _ operation: (AuthenticatedRequest) async throws -> Answer
    ) async throws -> Response {
        guard let key = try Self.key(of: request.request), !dryRun else { return try await operation(request).response }
        let body = try await self.bodies.collect(request.request)
        var request = request
        request.request.body = RequestBody(buffer: ByteBuffer(bytes: body))
        let fingerprint = Self.fingerprint(of: request.request, body: body)

        switch try await self.records.claim(key, fingerprint: fingerprint, by: request.sender) {
        case .claimed(let claim): return try await self.carryOut(request, claim, operation)
        case .answered(let kept): return try Self.response(kept)
        case .inFlight:
            throw Problem(
                .idempotencyInFlight,
                "The first request with this Idempotency-Key has not been answered yet.",
                fix: "Send it again in a second, with the same key.",
                headers: [.retryAfter: String(Self.retryDelay)]
            )
        case .outcomeUnknown:
            throw Problem(
                .outcomeUnknown,
                "The first request with this Idempotency-Key was begun, and nobody knows how it ended.",
                fix: "Look whether the change is there; if it is not, ask again with another key."
            )
        case .otherRequest:
            throw Problem(
                .idempotencyKeyReused,
                "Another request came with this Idempotency-Key in the last \(IdempotencyService.keepingHours) hours.",
                fix: "Take a new key for each change, and the same key only for the same request again."
            )
        }
    }

    private func carryOut(
        _ request: AuthenticatedRequest,
        _ claim: IdempotencyClaim,
        _ operation: (AuthenticatedRequest) async throws -> Answer
    ) async throws -> Response {
        let answer: Answer
        do {
            answer = try await operation(request)
        } catch {
            // Where the work may have been done, the claim stays, so that it is not done again.
            if let problem = Problem(error, fault: self.fault), problem.code != .outcomeUnknown {
                await self.note("a key was not given back", request) { try await self.records.release(claim) }
            }
            throw error
        }
        let kept = answer.kept
        await self.note("an answer was not kept", request) { try await self.records.settle(claim, with: kept) }
        return answer.response
    }

    /// The work is done or refused, and the client is told so, also where the record of it cannot be written.
    private func note(
        _ message: Logger.Message,
        _ request: AuthenticatedRequest,
        _ work: () async throws -> Void
    ) async {
        do {
            try await work()
        } catch {
            let id = request.context.trail.identity.text
            self.logger.warning(message, metadata: ["request_id": .string(id), "error": .string("\(type(of: error))")])
        }
    }

    private static func key(of request: Request) throws(Problem) -> IdempotencyKey? {
        let values = request.headers[values: .idempotencyKey]
        guard !values.isEmpty else { return nil }
        guard values.count == 1, let key = IdempotencyKey(parsing: values[0]) else {
            throw Problem(
                .invalidHeader,
                "Idempotency-Key is not one word of at most \(IdempotencyKey.lengths.upperBound) ASCII characters.",
                fix: "Send a UUID."
            )
        }
        return key
    }

    private static func fingerprint(of request: Request, body: [UInt8]) -> RequestFingerprint {
        let condition = request.headers[values: .ifMatch].joined(separator: ",")
        let head = [request.method.rawValue, request.uri.path, request.uri.query ?? "", condition]
        return RequestFingerprint(of: head.map { Array($0.utf8) } + [body])
    }

    private static func response(_ kept: KeptAnswer) throws(Problem) -> Response {
        guard let json = kept.json else {
            throw Problem(
                .idempotencyReplayed,
                "The request was carried out before; its answer was given then and is not kept.",
                fix: "Look at what there is now. A key or token whose value was lost is revoked, and another is made."
            )
        }
        var headers: HTTPFields = [.idempotencyReplayed: "true"]
        headers[.eTag] = kept.etag
        let status = HTTPResponse.Status(code: Int(kept.status))
        return JSONAnswer.response(json: ByteBuffer(string: json), status: status, headers: headers)
    }
}
