import Testing

@testable import HookswitchCommands

/// What cannot be verified for want of a seal is not called tampered with.
@Suite struct SealedExportTests {
    @Test func anEmptyFileAndAnotherExportAreTold() {
        let empty = SealedExport.refusal(first: nil, name: "f")
        let other = SealedExport.refusal(first: #"{"id":"dec_a","outcome":"routed","tenant":"acme"}"#, name: "f")

        #expect(empty?.problem.code == "nothing_sealed")
        #expect(other?.problem.fix?.contains("--sealed") == true)
        #expect(empty?.status == .checkNotPassed && other?.status == .checkNotPassed)
    }

    @Test(arguments: [#"{"type":"segment"}"#, #"{"type":"decision","id":"dec_a","outcome":"routed"}"#, "{", "x"])
    func whatIsSealedOrUnreadableIsVerified(_ line: String) {
        #expect(SealedExport.refusal(first: line, name: "f") == nil)
    }
}
