import Testing

@testable import AdminPlane

@Suite struct QueryParametersTests {
    private enum Colour: String, CaseIterable { case red, blue }

    @Test func valuesAreDecoded() throws {
        let query = try QueryParameters(parsing: "after=a%20b%2Bc+d&limit=5&", allowing: ["after", "limit"])

        #expect(query["after"] == "a b+c+d")
        #expect(try query.integer("limit", in: 1...9, default: 3) == 5)
        #expect(query.replacing("after", with: "å&=") == "after=%C3%A5%26%3D&limit=5")
    }

    @Test func absentIsTheDefault() throws {
        let query = try QueryParameters(parsing: nil, allowing: ["limit"])

        #expect(try query.integer("limit", in: 1...9, default: 3) == 3)
        #expect(try !query.flag("dry_run"))
        #expect(try query.choice("colour", of: Colour.self) == nil)
    }

    @Test(arguments: [
        "", "0", "10", "-1", "+5", "5 ", "٥", "5.0", "0x5", "99999999999999999999999", "nan", "5%00",
    ])
    func numbersOutsideTheBoundsAreRefused(text: String) throws {
        #expect(throws: Problem.self) {
            let query = try QueryParameters(parsing: "limit=\(text)", allowing: ["limit"])
            _ = try query.integer("limit", in: 1...9, default: 3)
        }
    }

    @Test(arguments: [
        "x=1", "Limit=1", "limit=1&limit=2", "limit%00=1", "limit=%ff", "limit=%0a", "=1", "%=1", "a.b=1",
    ])
    func unknownRepeatedAndUnreadableAreRefused(text: String) throws {
        #expect(throws: Problem.self) {
            _ = try QueryParameters(parsing: text, allowing: ["limit"])
        }
    }

    @Test func problemNamesTheParameterAndNotTheValue() throws {
        let problem = #expect(throws: Problem.self) {
            _ = try QueryParameters(parsing: "dry_rnu=canary", allowing: ["dry_run"])
        }

        #expect(problem?.code == .unknownParameter)
        #expect(problem?.issues.first?.parameter == "dry_rnu")
        #expect(problem?.detail.contains("dry_run") == true)
        #expect(problem.map { "\($0)".contains("canary") } == false)
    }

    @Test func whatIsNoNameIsNotRepeated() throws {
        let problem = #expect(throws: Problem.self) {
            _ = try QueryParameters(parsing: "%2B358401234567=1", allowing: [])
        }

        #expect(problem.map { "\($0)".contains("358401234567") } == false)
    }

    @Test func choicesAreClosed() throws {
        let query = try QueryParameters(parsing: "colour=blue&other=green", allowing: ["colour", "other"])

        #expect(try query.choice("colour", of: Colour.self) == .blue)
        #expect(throws: Problem.self) { _ = try query.choice("other", of: Colour.self) }
    }
}
