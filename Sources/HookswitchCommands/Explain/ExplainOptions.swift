import ArgumentParser
import Hookswitch
import Yams

/// What else may be said of a call that is explained.
struct ExplainOptions: ParsableArguments {
    /// Where the caller is found, if not in a fixture.
    enum CRM: String, CaseIterable, ExpressibleByArgument {
        case live, cache
    }

    /// The options as the API takes them.
    struct Values: Sendable {
        var targetID: String?
        var version: Int32?
        var crm: CRM?
        /// The fixture as JSON.
        var fixture: String?
    }

    @Option(name: .customLong("targetid"), help: ArgumentHelp("The tag of the queue.", valueName: "tag"))
    var targetID: String?

    @Option(help: ArgumentHelp("Decide by the rules of this version of the document.", valueName: "version"))
    var version: Int32?

    @Option(help: ArgumentHelp("live asks Dynamics; cache only what is remembered.", valueName: "source"))
    var crm: CRM?

    @Option(
        help: ArgumentHelp("What the CRM would say, in JSON or YAML; nobody is asked.", valueName: "file"),
        completion: .file()
    )
    var fixture: String?

    func validate() throws {
        guard self.fixture == nil || self.crm == nil else {
            throw ValidationError("With --fixture nobody is asked: without --crm.")
        }
        guard self.version ?? 1 > 0 else { throw ValidationError("Versions begin with 1.") }
    }

    /// Reads the fixture, if there is one.
    ///
    /// - Throws: A ``CommandFailure`` if the file cannot be read, or is neither JSON nor YAML.
    func values() throws(CommandFailure) -> Values {
        var values = Values(targetID: self.targetID, version: self.version, crm: self.crm)
        guard let path = self.fixture else { return values }
        let file = InputFile(path: path)
        let text = try file.text()
        do {
            values.fixture = try CommandOutput.json(
                try YAMLDecoder().decode(FixtureFile.self, from: text),
                isCompact: true
            )
        } catch {
            throw CommandFailure(
                .failed,
                code: "invalid_fixture",
                "\(file.name) was refused, and nothing was asked",
                fix: #"write {"records": [{"table": "contact"}]}, or {"failure": "crm_timeout"}"#
            )
        }
        return values
    }
}

/// A fixture as it stands in a file; what its words may be, the server says.
private struct FixtureFile: Codable {
    struct Record: Codable {
        let table: String
        let name: String?
    }

    let records: [Record]?
    let failure: String?
}
