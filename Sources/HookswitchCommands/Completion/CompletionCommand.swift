import ArgumentParser

/// `hookswitch completion SHELL`
struct CompletionCommand: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "completion",
        abstract: "Print what makes a shell complete our commands, options and tenants.",
        usage: """
            eval "$(hookswitch completion bash)"
            hookswitch completion zsh > ~/.zfunc/_hookswitch
            hookswitch completion fish > ~/.config/fish/completions/hookswitch.fish
            """,
        discussion: """
            Tenants are asked of the server that the line names, for at most 0.3 s, and remembered for 30 s in \
            $XDG_CACHE_HOME/hookswitch. zsh needs the directory in fpath before compinit.
            """
    )

    static let formats: Set<OutputFormat> = [.table]

    @Argument(
        help: "bash, zsh or fish.",
        completion: .list(CompletionShell.allCases.map(\.rawValue)),
        transform: CompletionCommand.shell
    )
    var shell: CompletionShell

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let script = HookswitchCommand.completionScript(for: self.shell)
        try StandardStream.output.write((self.shell == .bash ? BashCompletion.script(script) : script) + "\n")
    }

    @Sendable
    private static func shell(_ name: String) throws -> CompletionShell {
        if let shell = CompletionShell(rawValue: name) { return shell }
        throw ValidationError("'\(name)' is none of: bash, zsh, fish.")
    }
}
