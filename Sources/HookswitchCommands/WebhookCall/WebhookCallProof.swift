import Foundation
import Routing

/// What a call shows to prove that it comes from the telephony cloud.
enum WebhookCallProof: Sendable {
    /// A key in a header of its own.
    case apiKey(Secret)
    /// HTTP Basic.
    case basic(user: String, password: Secret)
    /// Nothing: the path alone opens the webhook.
    case none

    /// The header that carries a key.
    static let keyHeaderName = "X-Benemen-APIKey"

    /// The header that it stands in; `nil` if there is none.
    var header: (name: String, value: Secret)? {
        switch self {
        case .apiKey(let key): (Self.keyHeaderName, key)
        case .basic(let user, let password):
            ("Authorization", Secret("Basic " + Data("\(user):\(password.reveal())".utf8).base64EncodedString()))
        case .none: nil
        }
    }
}
