import Hookswitch
import Routing

/// An operator just made: the one answer that has their invitation.
struct CreatedOperatorAnswer: Encodable {
    enum CodingKeys: String, CodingKey {
        case invitation
        case signInPath = "sign_in_path"
    }

    private let details: OperatorDetails
    private let invitation: String?

    init(_ created: CreatedOperator) {
        self.details = created.details
        self.invitation = created.invitation?.reveal()
    }

    func encode(to encoder: any Encoder) throws {
        try self.details.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(self.invitation, forKey: .invitation)
        try container.encodeIfPresent(
            self.invitation.map { "/api/v1/sign-in?invitation=\($0)" },
            forKey: .signInPath
        )
    }
}
