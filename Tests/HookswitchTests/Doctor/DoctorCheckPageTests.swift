import Testing

@testable import Hookswitch

/// The names are a closed list, so that the compiler keeps every check to a page; here is what it cannot see.
@Suite struct DoctorCheckPageTests {
    @Test(arguments: DoctorCheckID.allCases)
    func everyCheckHasAPageOfItsOwn(_ id: DoctorCheckID) {
        let page = DoctorCheckPage(id)

        for text in [page.checks, page.matters, page.remedy] {
            #expect(text.count > 20 && text.hasSuffix("."), "\(text)")
        }
        for other in DoctorCheckID.allCases where other != id {
            #expect(DoctorCheckPage(other).checks != page.checks)
            #expect(DoctorCheckPage(other).remedy != page.remedy)
        }
        #expect(DoctorCheckID(pageName: id.pageName) == id)
        #expect(DoctorCheckID(pageName: id.rawValue) == nil)
    }

    @Test func namesStay() {
        let names = DoctorCheckID.allCases.map(\.rawValue)

        #expect(Set(names).count == names.count)
        #expect(
            Set(names).isSuperset(of: [
                "database", "schema", "keyring", "public-url", "database-tls", "unit", "watchdog",
            ])
        )
    }
}
