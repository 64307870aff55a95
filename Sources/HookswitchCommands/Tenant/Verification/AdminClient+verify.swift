import Foundation
import Hookswitch

extension AdminClient {
    /// What the API takes.
    private struct VerificationBody: Encodable {
        let sample: String?
    }

    /// Verifies a tenant.
    ///
    /// - Parameters:
    ///   - sample: A caller who should be found.
    ///   - show: Called with each probe as it ends.
    /// - Throws: A ``CommandFailure``; of being unavailable if the answer was cut off.
    func verify(
        _ slug: String,
        sample: String?,
        _ show: (VerificationProbe) throws -> Void
    ) async throws -> VerificationResult {
        var result: VerificationResult?
        let body = try CommandOutput.json(VerificationBody(sample: sample))
        try await self.events(["tenants", slug, "verify"], json: body) { event in
            switch event.name {
            case "probe": try show(try Self.read(event))
            case "result": result = try Self.read(event)
            default: break
            }
        }
        guard let result else {
            throw CommandFailure(
                .unavailable,
                code: "verification_cut",
                "the server ended the verification before its result",
                fix: "hookswitch tenant verify \(slug)"
            )
        }
        return result
    }

    private static func read<Value: Decodable>(_ event: ServerSentEvents.Event) throws -> Value {
        do {
            return try JSONDecoder().decode(Value.self, from: Data(event.data.utf8))
        } catch {
            throw CommandFailure(
                .failed,
                code: "answer",
                "the server's answer is not what this hookswitch expects",
                why: ["it may be another version of hookswitch"],
                fix: "hookswitch version"
            )
        }
    }
}
