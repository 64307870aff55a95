import Dynamics
import Foundation

@testable import Hookswitch

/// Who answers at the public URL.
enum PublicURLEdge: Sendable {
    /// This installation.
    case ours
    /// This installation, with a certificate that ends in five days.
    case endsSoon
    /// An installation with another key ring, which refuses as it refuses anybody.
    case another
    /// Something that says back what it was asked.
    case echoes
    /// Something else.
    case answers(Int, String, location: String? = nil)
    /// Nobody.
    case fails(PublicAddressFailure)

    static let proof = Self.newProof()

    static func newProof() -> InstallationProof {
        var random = SystemRandomNumberGenerator()
        return InstallationProof(keyRing: KeyRing(random: &random))
    }

    /// Answers in place of the network.
    var call: PublicURLProbe.Call {
        { question, _ in
            let today = Int(VerificationWorld.today.timeIntervalSince1970)
            let refusal = #"{"type":"/problems/not_found","title":"Not Found","status":404,"code":"not_found"}"#
            let (status, body, location, days): (Int, String, String?, Int) =
                switch self {
                case .ours: (200, Self.proof.answer(question.field.value, at: today) ?? "", nil, 60)
                case .endsSoon: (200, Self.proof.answer(question.field.value, at: today) ?? "", nil, 5)
                case .another:
                    Self.newProof().answer(question.field.value, at: today).map { (200, $0, nil, 60) }
                        ?? (404, refusal, nil, 60)
                case .echoes: (200, question.field.value, nil, 60)
                case .answers(let status, let body, let location): (status, body, location, 60)
                case .fails: (0, "", nil, 0)
                }
            if case .fails(let failure) = self { return .failure(failure) }
            let end = today + days * 86_400 + 3_600
            return .success(
                PublicAddressAnswer(status: status, location: location, body: Array(body.utf8), certificateEnd: end)
            )
        }
    }
}
