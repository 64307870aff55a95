import Routing
import Testing

@testable import Dynamics

@Suite struct PossibleNumberTests {
    @Test(arguments: ["+35850454564", "+14155550100", "+358501112223", "+4741234567"])
    func aNumberThatAPlanMayHaveIsPossible(_ text: String) throws {
        let reader = PhoneNumberReader(region: try Region(parsing: "FI"))

        #expect(reader.isPossible(try PhoneNumber(parsing: text)))
    }

    @Test(arguments: ["+999123456789", "+1415555", "+123456789012345", "+2101234567"])
    func aNumberOfNoPlanIsNot(_ text: String) throws {
        let reader = PhoneNumberReader(region: try Region(parsing: "FI"))

        #expect(!reader.isPossible(try PhoneNumber(parsing: text)))
    }
}
