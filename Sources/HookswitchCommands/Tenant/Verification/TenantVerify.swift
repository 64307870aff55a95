import ArgumentParser
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

    func run() async throws {
        let output = self.common.data
        let result = try await self.server.withClient { client in
            try await client.verify(self.slug, sample: self.sample) { probe in
                if output.format.isForPeople { try Self.show(probe, on: output) }
            }
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
}
