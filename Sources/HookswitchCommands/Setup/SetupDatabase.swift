import Foundation
import Hookswitch
import Routing

/// Where the database's address of a setup comes from.
struct SetupDatabase: Sendable {
    /// The variable from which it is taken where nothing else says it.
    private static let variable = "HOOKSWITCH_DATABASE_URL"
    /// Others than the owner may do nothing with a file of passwords.
    private static let othersMode = 0o077

    /// What `--database-url-file` names.
    let file: String?

    /// The address that was given without asking; `nil` if none was.
    ///
    /// - Parameter isThere: Whether an installation's own is there, against which a variable counts nothing.
    func given(
        isThere: Bool,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(CommandFailure) -> ProductionDatabase? {
        if let file {
            let input = InputFile(path: file)
            return try Self.read(try input.text(), from: input.name, status: .failed)
        }
        guard !isThere, let text = environment[Self.variable], !text.isEmpty else { return nil }
        let database = try Self.read(text, from: Self.variable, status: .failed)
        StandardStream.say("The database URL is that of \(Self.variable): \(TerminalText.visible(database.place))")
        return database
    }

    /// The address of an installation that was begun already.
    ///
    /// - Parameter given: Another one that was given, which must be the same.
    static func kept(_ path: String, given: ProductionDatabase?) throws(CommandFailure) -> ProductionDatabase {
        let mode = (try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber)?.intValue
        guard let mode, mode & Self.othersMode == 0 else {
            throw CommandFailure(
                .failed,
                code: "file",
                "\(path) is open to other users",
                why: ["it is there already, and may hold a password"],
                fix: "chmod 600 \(DevProgram.quoted(path))"
            )
        }
        let kept = try Self.read(try InputFile(path: path).text(), from: path, status: .failed)
        guard given.map({ $0.url.reveal() == kept.url.reveal() }) ?? true else {
            throw CommandFailure(
                .failed,
                code: "file",
                "\(path) exists already and holds another database URL",
                why: ["what is there is never overwritten"],
                fix: "leave --database-url-file out to keep it; or move it away"
            )
        }
        StandardStream.say("The database URL in \(path) is kept: \(TerminalText.visible(kept.place))")
        return kept
    }

    private static func read(
        _ text: String,
        from source: String,
        status: CommandStatus
    ) throws(CommandFailure) -> ProductionDatabase {
        do throws(SetupRefusal) {
            return try ProductionDatabase(parsing: text)
        } catch {
            throw CommandFailure(setup: error, option: source, status: status)
        }
    }
}
