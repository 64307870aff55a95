import Hookswitch

/// All there is to say of a check of the doctor's, for people and programs.
struct DoctorExplanation: DetailDisplayable {
    /// What its page says.
    let page: DoctorCheckPage

    var lines: [DetailLine] {
        [
            DetailLine("check", self.page.id.rawValue + (self.page.isProduction ? " (with --production)" : "")),
            DetailLine("looks at", self.page.checks),
            DetailLine("matters", self.page.matters),
            DetailLine("mend", self.page.remedy),
            DetailLine("page", "/problems/\(self.page.id.pageName)"),
        ]
    }

    func encode(to encoder: any Encoder) throws {
        try self.page.encode(to: encoder)
    }
}
