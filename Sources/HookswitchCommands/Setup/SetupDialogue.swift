import Foundation
import Hookswitch
import Routing

/// Asks at the terminal what a setup needs, and says of each answer at once why it will not do.
struct SetupDialogue: Sendable {
    /// Text is wrapped no narrower than this, whatever the terminal.
    private static let minimumWidth = 20
    private static let indent = "    "

    /// The colours of standard error.
    let palette: Palette
    /// The columns of standard error.
    let width: Int

    /// Says what is about to happen.
    func begin() {
        StandardStream.say("A Hookswitch for customers' calls: settings, key ring and connection string.")
        StandardStream.say("Nothing is written before the last answer. Ctrl-C leaves at any time.")
    }

    /// Where the settings are to be.
    func settings(_ read: (String) throws(SetupRefusal) -> SetupPlaces) throws(CommandFailure) -> SetupPlaces {
        let standard = Configuration.defaultFile
        return try self.ask { () throws(CommandFailure) in
            let typed = try self.line("  Settings file [\(standard)]: ")
            return typed.isEmpty ? standard : typed
        } parse: { text throws(SetupRefusal) in
            try read(text)
        }
    }

    /// The database's address, which may have a password in it and is not shown.
    func database() throws(CommandFailure) -> ProductionDatabase {
        StandardStream.say("  postgresql://hookswitch@db.example.com/hookswitch?sslmode=verify-full, or your own:")
        let database = try self.ask { () throws(CommandFailure) in
            try SecretPrompt.read("  Database URL (not shown): ", instead: "--database-url-file FILE").reveal()
        } parse: { text throws(SetupRefusal) in
            try ProductionDatabase(parsing: text)
        }
        self.note(database.place)
        return database
    }

    /// What tenants' webhook URLs begin with.
    func publicURL() throws(CommandFailure) -> BaseURL {
        try self.ask { () throws(CommandFailure) in
            try self.line("  Public URL, such as https://hooks.example.com: ")
        } parse: { text throws(SetupRefusal) in
            try ProductionSetup.publicURL(parsing: text)
        }
    }

    private func ask<Answer>(
        _ read: () throws(CommandFailure) -> String,
        parse: (String) throws(SetupRefusal) -> Answer
    ) throws(CommandFailure) -> Answer {
        while true {
            let text = try read()
            do throws(SetupRefusal) {
                return try parse(text)
            } catch {
                self.say(error)
            }
        }
    }

    private func line(_ prompt: String) throws(CommandFailure) -> String {
        StandardStream.ask(prompt)
        guard let line = readLine() else {
            StandardStream.ask("\n")
            throw CommandFailure(.interrupted, code: "interrupted", "interrupted; nothing was made")
        }
        return line.trimmingCharacters(in: .whitespaces)
    }

    private func say(_ refusal: SetupRefusal) {
        let mark = "  \(self.palette.bad("✖")) "
        let lines = [(mark, refusal.what + ": " + refusal.why), (Self.indent, "→ " + refusal.fix)]
        for (first, text) in lines {
            for (index, part) in self.wrapped(text).enumerated() {
                StandardStream.complain((index == 0 ? first : Self.indent) + part)
            }
        }
    }

    private func note(_ text: String) {
        for part in self.wrapped(text) { StandardStream.say(Self.indent + part) }
    }

    private func wrapped(_ text: String) -> [String] {
        DetailSheet.wrapped(TerminalText.visible(text), to: max(Self.minimumWidth, self.width - Self.indent.count))
    }
}
