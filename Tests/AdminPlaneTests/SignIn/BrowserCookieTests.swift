import HTTPTypes
import Testing

@testable import AdminPlane

@Suite struct BrowserCookieTests {
    @Test func theValueIsFoundAmongOthers() {
        let headers: HTTPFields = [.cookie: "a=1; __Host-hookswitch-session=abc; b=2"]

        #expect(BrowserCookie.session.value(in: headers) == "abc")
        #expect(BrowserCookie.signIn.value(in: headers) == nil)
    }

    @Test func twoThatDifferAreNone() {
        let headers: HTTPFields = [.cookie: "__Host-hookswitch-session=abc; __Host-hookswitch-session=def"]

        #expect(BrowserCookie.session.value(in: headers) == nil)
    }

    @Test func itIsForThisHostAndNoScript() {
        let text = BrowserCookie.session.setting("abc", seconds: 60)

        #expect(
            text == "__Host-hookswitch-session=abc; Path=/; Max-Age=60; Secure; HttpOnly; SameSite=Lax"
        )
    }
}
