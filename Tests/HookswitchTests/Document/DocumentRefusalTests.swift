import Testing

@testable import Hookswitch

@Suite struct DocumentRefusalTests {
    @Test func issuesStandInTheOrderOfTheText() {
        let places: [(document: Int, line: Int?, code: String)] = [
            (1, 2, "f"), (0, 9, "d"), (0, nil, "a"), (0, 3, "b"), (0, 3, "c"), (1, nil, "e"),
        ]

        let refusal = DocumentRefusal(
            issues: places.map { place in
                DocumentIssue(
                    document: place.document,
                    line: place.line,
                    path: DocumentPath(),
                    code: place.code,
                    detail: "wrong"
                )
            }
        )

        #expect(refusal.issues.map(\.code) == ["a", "b", "c", "d", "e", "f"])
    }
}
