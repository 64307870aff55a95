import Testing

@testable import HookswitchCommands

@Suite struct LeadingOptionsTests {
    @Test(
        arguments: [
            (["-v", "tenant", "list"], "Options stand after the command: hookswitch tenant list -v"),
            (["-o", "json", "version"], "Options stand after the command: hookswitch version -o json"),
            (
                ["--url=http://a:1", "--profile", "my own", "why", "dec_1"],
                "Options stand after the command: hookswitch why dec_1 --url=http://a:1 --profile 'my own'"
            ),
            (["tenant", "-v", "list"], nil), (["--help"], nil), (["-x"], nil), (["-v", "nonsense"], nil), ([], nil),
        ] as [([String], String?)]
    )
    func whereTheyStandIsSaid(_ arguments: [String], _ complaint: String?) {
        #expect(LeadingOptions(arguments).complaint == complaint)
    }
}
