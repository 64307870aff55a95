import Foundation
import Testing

@testable import HookswitchCommands

@Suite struct DevProgramTests {
    @Test(arguments: ["plain", "/a/b-c_d.e", "with space", "it's", "$(rm -rf x)", "a\"b", "", "+358:1@x%2B,y=z", "ä*?"])
    func quotedWordIsReadBackByAShell(_ word: String) throws {
        let shell = Process()
        let output = Pipe()
        shell.executableURL = URL(fileURLWithPath: "/bin/sh")
        shell.arguments = ["-c", "printf %s " + DevProgram.quoted(word)]
        shell.standardOutput = output
        try shell.run()
        let read = try output.fileHandleForReading.readToEnd() ?? Data()
        shell.waitUntilExit()

        #expect(String(decoding: read, as: UTF8.self) == word)
    }
}
