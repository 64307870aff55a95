import ArgumentParser
import Hookswitch

/// `hookswitch keyring create FILE`
struct KeyringCreate: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make a key ring with one new key, readable by you alone.",
        usage: "hookswitch keyring create <file> [-o json]",
        discussion: "A file that exists is never overwritten: without its key ring a database's secrets are lost."
    )

    /// What was made.
    struct Created: DetailDisplayable {
        private enum CodingKeys: String, CodingKey {
            case file
            case keyIDs = "key_ids"
        }

        /// The file.
        let file: String
        /// The names of its keys.
        let keyIDs: [String]

        var lines: [DetailLine] {
            [DetailLine("file", self.file), DetailLine("key", self.keyIDs.joined(separator: ", "))]
        }
    }

    @Argument(help: "Where to put it.")
    var file: String

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let keyRing = try KeyRingFile(path: self.file).create()
        try self.common.data.detail(Created(file: self.file, keyIDs: keyRing.keyIDs))
        StandardStream.say("Back it up apart from the database, and name it in HOOKSWITCH_KEYRING_FILE.")
        self.common.sayNext("hookswitch migrate up    with HOOKSWITCH_DATABASE_URL")
    }
}
