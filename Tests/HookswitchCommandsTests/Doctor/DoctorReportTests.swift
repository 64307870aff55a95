import Hookswitch
import Testing

@testable import HookswitchCommands

@Suite struct DoctorReportTests {
    @Test func whatFailedNamesWhereThereIsMoreToRead() throws {
        let report = DoctorReport(data: [
            DoctorCheck(id: .database, status: .failed, summary: "away", remedy: "start it"),
            DoctorCheck(id: .backup, status: .warning, summary: "old"),
            DoctorCheck(id: .clock, status: .ok, summary: "right"),
        ])

        let lines = report.lines(palette: Palette(isEnabled: false))
        #expect(lines.count { $0.contains("hookswitch doctor --explain") } == 1)
        #expect(lines.contains { $0.hasSuffix("more: hookswitch doctor --explain database") })
        let json = try CommandOutput.json(report, isCompact: true)
        #expect(json.contains("\"page\":\"/problems/doctor.database\""))
        #expect(json.contains("\"id\":\"database\""))
    }

    @Test(arguments: DoctorCheckID.allCases)
    func explanationSaysWhatThePageSays(_ id: DoctorCheckID) throws {
        let page = DoctorCheckPage(id)
        let lines = DoctorExplanation(page: page).lines

        for text in [page.checks, page.matters, page.remedy, "/problems/doctor.\(id.rawValue)"] {
            #expect(lines.contains { $0.value == text })
        }
    }
}
