import ArgumentParser
import Testing

@testable import HookswitchCommands

@Suite struct BashCompletionTests {
    @Test func onlyFilesAreCompletedAsFiles() throws {
        let script = BashCompletion.script(HookswitchCommand.completionScript(for: .bash))

        #expect(!script.contains("complete -o filenames"))
        #expect(script.contains("complete -F _hookswitch hookswitch"))
        #expect(script.contains(#"[[ "${1}" == -W ]] || compopt -o filenames"#))
    }
}
