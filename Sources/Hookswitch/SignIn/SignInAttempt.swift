import Foundation
import Postgres

/// A sign-in under way.
struct SignInAttempt: Sendable {
    /// The invitation that came with it.
    let invitation: [UInt8]?
    /// Where the browser goes afterwards.
    let returnPath: String?
    /// The command line that waits.
    let loopback: SignInRequest.Loopback?

    init(_ row: Row) throws {
        self.invitation = try row.decode("invitation_digest", as: [UInt8]?.self)
        self.returnPath = try row.decode("return_path", as: String?.self)
        let port = try row.decode("loopback_port", as: Int32?.self)
        let state = try row.decode("loopback_state", as: String?.self)
        let challenge = try row.decode("loopback_challenge", as: String?.self)
        if let port, let state, let challenge {
            self.loopback = SignInRequest.Loopback(port: Int(port), state: state, challenge: challenge)
        } else {
            self.loopback = nil
        }
    }
}
