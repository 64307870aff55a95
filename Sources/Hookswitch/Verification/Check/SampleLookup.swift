import Dynamics
import Foundation
import Routing

/// What the lookup of a sample caller means. The number itself is in none of it.
struct SampleLookup: Sendable {
    let diagnosis: Diagnosis

    /// What there is to say.
    func finding(_ answer: DirectoryAnswer, now: Date) -> ProbeFinding {
        let subject = self.diagnosis.subject
        let count = answer.trace.requests.count
        let requests = count == 1 ? "1 request" : "\(count) requests"
        let answered = "\(requests), \(answer.trace.notationCount) notations"
        switch answer.outcome {
        case .match(let match):
            return .ok("found as \(match.table.rawValue) by \(match.column)", answered: answered)
        case .none:
            let tables = subject.tables.map(\.entitySet).joined(separator: ", ")
            return .warning(
                .sampleNotFound,
                "The number is in no active row of \(tables) that the application sees.",
                answered: answered,
                remedy: [
                    "Look up the customer in Dynamics: is the row active, and the number in one of the phone columns? The"
                        + " number may stand there in a notation of another country than region says.",
                    "If it is all there, the security role reads too little:",
                ] + self.diagnosis.remedy.privilege(nil)
            )
        case .ambiguous(let table, let count):
            return .warning(
                .sampleAmbiguous,
                "\(count) rows of \(table.entitySet) have this number, so a call by it takes its default route.",
                answered: answered,
                remedy: ["Merge the rows in Dynamics, or take the number out of those that are not the caller's."]
            )
        case .failed(let error):
            return self.diagnosis.finding(error, on: .sample, now: now)
        }
    }
}
