import Hookswitch
import Testing

@testable import HookswitchCommands

@Suite struct PoolTableTests {
    @Test func rowsOfOneNumberAreRulesOfOnePool() throws {
        let text = """
            number,name,target,when,rule,otherwise\r
            '+35840675644,"Sales, FI",+35853445657,,,\r
            '+35840675644,,+35853445658,lead,Prospects,+35853445659\r

            +35840675645,Support,,,,
            """

        let pools = try PoolTable(text).pools

        try AnswerCheck.check(.list(pools), at: ["pools"])
        #expect(pools.count == 2)
        #expect(pools[0].value(at: "name")?.text == "Sales, FI")
        #expect(pools[0].value(at: "rules")?.elements.count == 2)
        #expect(pools[0].value(at: "rules")?.elements[1].value(at: "when", "caller")?.text == "lead")
        #expect(pools[0].value(at: "otherwise")?.text == "+35853445659")
        #expect(pools[1].value(at: "otherwise")?.text == "default")
    }

    @Test(
        arguments: [
            ("", "empty"), ("name,target\nSales,+358", "number, name"), ("number,name,colour\n", "colour"),
            ("number,name\n+35840675644,Sales,+358", "row 2"),
        ]
    )
    func wrongTableSaysWhere(_ text: String, _ hint: String) {
        let error = #expect(throws: AnswerCheck.Refusal.self) { try PoolTable(text) }

        #expect(error?.hints.contains { $0.contains(hint) } == true)
    }

    @Test func wrongNumberOfAPoolSaysWhich() throws {
        let pools = try PoolTable("number;name;target\n+35840675644;Sales;12").pools

        let error = #expect(throws: AnswerCheck.Refusal.self) {
            try AnswerCheck.check(.list(pools), at: ["pools"])
        }

        #expect(error?.hints.first?.contains("pools[0].rules[0].target") == true)
    }
}
