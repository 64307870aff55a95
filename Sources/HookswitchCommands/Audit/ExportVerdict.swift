import ArgumentParser
import Hookswitch

/// What a verification of an export of lines comes to.
protocol ExportVerdict: Encodable {
    /// Whether nothing is wrong.
    var isIntact: Bool { get }
    /// What is wrong, in sentences.
    var sentences: [String] { get }
    /// The verdict for people.
    func lines(palette: Palette) -> [String]
}

extension AuditVerdict: ExportVerdict {
    var sentences: [String] { self.faults.map(\.sentence) }
}

extension SegmentVerdict: ExportVerdict {
    var sentences: [String] { self.faults.map(\.sentence) }
}

extension ExportVerdict {
    /// Prints the verdict.
    ///
    /// - Parameters:
    ///   - code: The problem's stable name.
    ///   - finding: What it is if it is not intact, such as "FILE is not the audit as it was written".
    /// - Throws: 6 if it is not.
    func show(in output: CommandOutput, code: String, finding: String) throws {
        try output.lines(self.lines(palette: output.palette), model: self)
        guard self.isIntact else {
            guard output.format.isForPeople else { throw ExitCode(CommandStatus.checkNotPassed.rawValue) }
            throw CommandFailure(
                .checkNotPassed,
                code: code,
                finding,
                why: self.sentences,
                fix: "export it again; if that fails too, compare with an earlier export and with a backup"
            )
        }
        StandardStream.say("Intact. Keep the heads above, elsewhere than the server.")
    }
}
