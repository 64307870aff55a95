import ArgumentParser
import Foundation
import Hookswitch

/// `hookswitch tenant verify SLUG`
struct TenantVerify: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Look at each step from Enreach to the tenant's Dynamics, and say how to mend what is wrong.",
        usage: "hookswitch tenant verify <slug> [--sample <number>] [-o json]",
        discussion: "The server asks Microsoft now, as for a call, and changes nothing. Exits with 6 if a probe failed."
    )

    @Argument(help: "The tenant's slug.", completion: .tenants)
    var slug: String

    @Option(help: ArgumentHelp("A caller who should be found in Dynamics.", valueName: "number"))
    var sample: String?

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    /// What the API takes.
    private struct Body: Encodable {
        let sample: String?
    }

    func run() async throws {
        let output = self.common.data
        let body = try CommandOutput.json(Body(sample: self.sample))
        let result = try await self.server.withClient { client in
            var result: VerificationResult?
            try await client.events(["tenants", self.slug, "verify"], json: body) { event in
                switch event.name {
                case "probe" where output.format.isForPeople: try Self.show(try Self.read(event), on: output)
                case "result": result = try Self.read(event)
                default: break
                }
            }
            return result
        }
        guard let result else {
            throw CommandFailure(
                .unavailable,
                code: "verification_cut",
                "the server ended the verification before its result",
                fix: "hookswitch tenant verify \(self.slug)"
            )
        }
        if output.format.isForPeople {
            VerificationVerdict(slug: self.slug, result: result).say(palette: self.common.talkPalette)
        } else {
            try output.lines([], model: result)
        }
        guard result.passed else { throw ExitCode(CommandStatus.checkNotPassed.rawValue) }
    }

    private static func show(_ probe: VerificationProbe, on output: CommandOutput) throws {
        let width = output.format == .wide ? Int.max : output.width
        let lines = ProbeLines(probe: probe).lines(width: width, palette: output.palette)
        try StandardStream.output.write(lines.map { $0 + "\n" }.joined())
    }

    private static func read<Value: Decodable>(_ event: ServerSentEvents.Event) throws -> Value {
        do {
            return try JSONDecoder().decode(Value.self, from: Data(event.data.utf8))
        } catch {
            throw CommandFailure(
                .failed,
                code: "answer",
                "the server's answer is not what this hookswitch expects",
                why: ["it may be another version of hookswitch"],
                fix: "hookswitch version"
            )
        }
    }
}
