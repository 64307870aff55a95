import ArgumentParser
import Foundation
import Hookswitch
import Routing

/// `hookswitch call SLUG --from NUMBER [--to NUMBER]`
struct CallCommand: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "call",
        abstract: "Send a call through a tenant's webhook, as Enreach would.",
        usage: """
            hookswitch call <slug> --from <number> [--to <number>]
                [--key-file <file>] [--calls-url <url>] [-o json]
            """,
        discussion: """
            It is a real request with a real answer, and its decision is recorded; nothing rings. The webhook key comes from \
            --key-file, from HOOKSWITCH_WEBHOOK_KEY, or is asked for without being shown. Exits with 6 if the webhook \
            refused it.
            """
    )

    /// The longest text of a number in bytes; the webhook takes no longer ones.
    private static let maximumNumberLength = 64
    /// Where a key may stand besides a file.
    private static let keyVariable = "HOOKSWITCH_WEBHOOK_KEY"

    @Argument(help: "The tenant's slug.", completion: .tenants)
    var slug: String

    @Option(help: ArgumentHelp("Who calls: anum. It may be `anonymous`.", valueName: "number"))
    var from: String

    @Option(help: ArgumentHelp("The pool in which the call waits: bnum. Default: the first.", valueName: "number"))
    var to: String?

    @Option(
        help: ArgumentHelp("The file that holds the webhook key; - reads standard input.", valueName: "file"),
        completion: .file()
    )
    var keyFile: String?

    @Option(
        name: .customLong("calls-url"),
        help: ArgumentHelp("Where it is sent. Default: the server's public URL.", valueName: "url")
    )
    var callsURL: String?

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        for text in [self.from, self.to ?? ""] {
            // What a JSON string would have to escape is in no number that a telephony cloud writes.
            let isPlain = text.utf8.allSatisfy { (0x20...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C }
            guard isPlain, text.utf8.count <= Self.maximumNumberLength else {
                throw ValidationError("--from and --to are numbers of at most \(Self.maximumNumberLength) characters.")
            }
        }
    }

    func run() async throws {
        let callsURL = try self.callsURL.map { try AdminAddress(parsing: $0).text }
        let call = try await self.server.withClient { client in
            let sheet: HandoffSheet = try await client.get(["tenants", self.slug, "handoff"])
            let call = WebhookCall(
                url: try self.url(sheet, callsURL),
                caller: self.from,
                pool: try self.pool(sheet),
                callID: WebhookCall.testCallID()
            )
            let proof = try self.proof(sheet)
            // Once it is on its way it is too late to say so.
            if proof.header != nil, try AdminAddress(parsing: call.url).isExposed {
                StandardStream.say("warning: the webhook key travels unencrypted to \(call.url); use https")
            }
            let answer = try await self.send(call, proof)
            return try await call.recorded(answer, of: self.slug, through: client)
        }
        try self.common.data.lines(Self.lines(call), model: call)
        guard call.wasAnswered else {
            throw CommandFailure(
                .checkNotPassed,
                code: "call_refused",
                "the webhook answered HTTP \(call.status)",
                why: [call.status == 401 ? "it does not know the key" : call.note ?? ""],
                fix: "hookswitch webhook-key list \(self.slug), and hookswitch tenant handoff \(self.slug)"
            )
        }
        self.common.sayNext(
            call.decision.map { "hookswitch why \($0)" } ?? "hookswitch decision list --tenant \(self.slug)"
        )
    }

    private func url(_ sheet: HandoffSheet, _ callsURL: String?) throws(CommandFailure) -> String {
        if let url = callsURL.map({ $0 + sheet.path }) ?? sheet.url { return url }
        throw CommandFailure(
            .failed,
            code: "no_public_url",
            "the server does not know its public address",
            fix: "name the listener for calls: --calls-url http://127.0.0.1:8080"
        )
    }

    private func pool(_ sheet: HandoffSheet) throws(CommandFailure) -> String {
        if let pool = self.to ?? sheet.queues.first?.number { return pool }
        throw CommandFailure(.failed, code: "no_pool", "\(self.slug) has no pool", fix: "say which number: --to")
    }

    private func proof(_ sheet: HandoffSheet) throws(CommandFailure) -> WebhookCallProof {
        guard sheet.authentication.header != nil else { return .none }
        let key = try self.key()
        guard let user = sheet.authentication.user else { return .apiKey(key) }
        return .basic(user: user, password: key)
    }

    private func key() throws(CommandFailure) -> Secret {
        let text: String
        if let keyFile {
            text = try InputFile(path: keyFile).text()
        } else if let value = ProcessInfo.processInfo.environment[Self.keyVariable], !value.isEmpty {
            text = value
        } else {
            text = try SecretPrompt.read(
                "Webhook key of \(self.slug) (not shown): ",
                instead: "--key-file FILE, or \(Self.keyVariable)"
            ).reveal()
        }
        let key = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !key.isEmpty, key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw CommandFailure(
                .failed,
                code: "no_key",
                "there is no webhook key, or it has characters that no key has",
                fix: "hookswitch webhook-key create \(self.slug), and then --key-file, or \(Self.keyVariable)"
            )
        }
        return Secret(key)
    }

    private func send(_ call: WebhookCall, _ proof: WebhookCallProof) async throws -> WebhookCall.Answer {
        do {
            return try await call.send(proof)
        } catch let error as CancellationError {
            throw error
        } catch {
            throw CommandFailure(
                .unavailable,
                code: "webhook_unavailable",
                "\(call.url) cannot be called from here",
                fix: "name another way to the listener for calls: --calls-url"
            )
        }
    }

    /// The answer, and what was recorded of it.
    static func lines(_ call: OnboardedCall) -> [String] {
        let milliseconds = CallDuration.text(milliseconds: call.durationMilliseconds)
        let end = call.target ?? (call.wasAnswered ? "default route" : "no route")
        let answer = "HTTP \(call.status) → \(end), after \(milliseconds) ms"
        guard let decision = call.decision, let outcome = call.outcome else { return [answer] }
        let choice = call.chosen.map { $0 == "otherwise" ? ", by otherwise" : ", by rule \"\($0)\"" } ?? ""
        return [answer, TerminalText.visible("\(decision) \(outcome)\(choice)")]
    }
}
