import Testing

@testable import AdminPlane

/// What RFC 9110 says a list of entity tags is.
@Suite struct EntityTagTests {
    @Test(arguments: [
        (#""12""#, [#""12""#]),
        (#""12","13""#, [#""12""#, #""13""#]),
        (" \"1\"\t,  W/\"2\" ", [#""1""#, #"W/"2""#]),
        (#""a,b", "c""#, [#""a,b""#, #""c""#]),
        (#","1",,"2","#, [#""1""#, #""2""#]),
        (#""""#, [#""""#]),
        (#""ä""#, [#""ä""#]),
        ("", []),
        (" , ", []),
    ])
    func listsAreRead(text: String, tags: [String]) {
        #expect(EntityTag.list(text) == tags)
    }

    @Test(arguments: [
        "12", "*", #""12"#, #"12""#, #""1" "2""#, #""1""2""#, #""1"x"#, #"w/"1""#, "W/", "W/1", #"W/ "1""#, #""a b""#,
        "\"a\u{7F}\"", #""J<dDQ"L+""#, #""1", *"#, "\"",
    ])
    func whatIsNoListIsRefused(text: String) {
        #expect(EntityTag.list(text) == nil)
    }
}
