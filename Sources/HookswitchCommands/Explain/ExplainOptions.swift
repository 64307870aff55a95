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
        /// What messages call it: the file's name.
        var fixtureSource: String?
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
        values.fixtureSource = file.name
        values.fixture = try Self.fixture(text, source: file.name)
        return values
    }

    /// A fixture as it stands in a file, with all that somebody wrote there: what is no member of one, the server says.
    ///
    /// - Returns: It as JSON.
    static func fixture(_ text: String, source: String) throws(CommandFailure) -> String {
        do {
            if let node = try Yams.compose(yaml: text), case .members(let members) = DocumentValue(node) {
                return try DocumentValue.members(members).jsonText
            }
        } catch {
            // Falls through: what a parser says of a text that is no YAML helps less than a sample.
        }
        throw CommandFailure(
            .failed,
            code: "invalid_fixture",
            "\(source) is no fixture, and nothing was asked",
            fix: #"write {"records": [{"table": "contact"}]}, or {"failure": "crm_timeout"}"#
        )
    }
}
