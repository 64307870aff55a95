import Hookswitch

extension DoctorCheckPage {
    /// The page for people.
    var html: String {
        HTMLPage(
            title: "The doctor's check \(self.id.rawValue)",
            name: self.id.pageName,
            remark: self.isProduction ? "hookswitch doctor --production" : "hookswitch doctor",
            paragraphs: [self.checks, self.matters, self.remedy]
        ).text
    }
}
