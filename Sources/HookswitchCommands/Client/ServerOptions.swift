import ArgumentParser
import Foundation

/// Which server a command asks, and as whom.
struct ServerOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The admin API. Default: HOOKSWITCH_URL, else http://127.0.0.1:8081.", valueName: "url"))
    var url: String?

    @Option(help: ArgumentHelp("The file that holds the API token. Default: HOOKSWITCH_TOKEN.", valueName: "file"))
    var tokenFile: String?

    /// Lends a client of the server.
    func withClient<Result: Sendable>(_ body: (AdminClient) async throws -> Result) async throws -> Result {
        let environment = ProcessInfo.processInfo.environment
        let given = self.url ?? environment["HOOKSWITCH_URL"].flatMap { $0.isEmpty ? nil : $0 }
        let address = try AdminAddress(parsing: given ?? AdminAddress.standard)
        let token = try AdminToken(file: self.tokenFile, environment: environment)
        if address.isExposed {
            StandardStream.say("warning: the API token travels unencrypted to \(address.text); use https")
        }
        return try await AdminClient.withClient(of: address, token: token, body)
    }
}
