import Foundation

/// With what a browser came back to the command line.
enum SignInReturn: Hashable, Sendable {
    /// A code that becomes a token.
    case code(String)
    /// Nobody was let in; the server's words for why.
    case refused(String)

    /// The path at which the browser comes back.
    static let path = "/signed-in"

    /// Reads a request's target.
    ///
    /// - Parameter state: What the sign-in was begun with: what comes with another is somebody else's doing.
    /// - Returns: `nil` if it is no answer to this sign-in.
    init?(target: String, state: String) {
        guard let url = URLComponents(string: target), url.path == Self.path else { return nil }
        var values: [String: String] = [:]
        for item in url.queryItems ?? [] {
            guard values.updateValue(item.value ?? "", forKey: item.name) == nil else { return nil }
        }
        guard values["state"] == state else { return nil }
        if let code = values["code"], !code.isEmpty {
            self = .code(code)
        } else if let error = values["error"], !error.isEmpty {
            self = .refused(error)
        } else {
            return nil
        }
    }
}
