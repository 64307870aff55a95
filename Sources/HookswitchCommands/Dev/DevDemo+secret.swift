import Foundation
import Yams

extension DevDemo {
    /// The part of a scenario that says which secrets the simulator takes.
    private struct Scenario: Decodable {
        struct Secret: Decodable { let value: String }
        struct Application: Decodable { let secrets: [Secret]? }
        struct EntraTenant: Decodable { let applications: [Application]? }

        let entra: [EntraTenant]?
    }

    /// The secret that the scenario gives the demo's application: the first that it has.
    func secret() throws(CommandFailure) -> String {
        let text = try InputFile(path: self.scenario).text()
        let scenario: Scenario
        do {
            scenario = try YAMLDecoder().decode(Scenario.self, from: text)
        } catch {
            throw self.failure(why: "it is not a scenario")
        }
        let applications = (scenario.entra ?? []).flatMap { $0.applications ?? [] }
        guard let secret = applications.flatMap({ $0.secrets ?? [] }).first else {
            throw self.failure(why: "no application in it has a secret")
        }
        return secret.value
    }

    private func failure(why reason: String) -> CommandFailure {
        CommandFailure(.failed, code: "dev_demo", "\(self.scenario) cannot be used", why: [reason])
    }
}
