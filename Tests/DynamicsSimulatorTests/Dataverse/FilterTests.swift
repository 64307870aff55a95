import DynamicsSimulator
import Foundation
import Testing

@Suite struct FilterTests {
    private static let aino = "Aino Virtanen"
    private static let oliver = "Oliver O'Brian"
    private static let vaino = "Väinö Åkesson"
    private static let nobody = "Nobody"

    struct Case: Sendable, CustomTestStringConvertible {
        let filter: String
        let names: [String]

        var testDescription: String { self.filter }
    }

    static let cases: [Case] = [
        .init(filter: "telephone1 eq '+35850454564'", names: [aino]),
        .init(filter: "telephone1 eq '+35850454564  '", names: [aino]),
        .init(filter: "telephone1 eq ' 35850454564'", names: [nobody]),
        .init(filter: "fullname eq 'AINO virtanen'", names: [aino]),
        .init(filter: "fullname eq 'Oliver O''Brian'", names: [oliver]),
        .init(filter: "fullname eq 'VÄINÖ ÅKESSON'", names: [vaino]),
        .init(filter: "fullname ne 'Nobody'", names: [aino, oliver, vaino]),
        .init(filter: "telephone1 ne '+35850454564'", names: [oliver, nobody]),
        .init(filter: "telephone1 eq null", names: [vaino]),
        .init(filter: "telephone1 ne null and statecode eq 0", names: [aino, oliver, nobody]),
        .init(filter: "statecode eq 1 or fullname eq 'Nobody'", names: [vaino, nobody]),
        .init(filter: "statecode eq 1 or fullname eq 'Nobody' and statecode eq 1", names: [vaino]),
        .init(filter: "(statecode eq 1 or fullname eq 'Nobody') and statecode eq 1", names: [vaino]),
        .init(filter: "not (statecode eq 0)", names: [vaino]),
        .init(filter: "not contains(telephone1,'454')", names: []),
        .init(filter: "not contains(fullname,'o')", names: []),
        .init(filter: "contains(telephone1,'454564')", names: [aino, nobody]),
        .init(filter: "contains(telephone1,'454564') eq true", names: [aino, nobody]),
        .init(filter: "contains(telephone1,'454564') eq false", names: [oliver]),
        .init(filter: "startswith(fullname,'aino')", names: [aino]),
        .init(filter: "endswith(telephone1, '564') and startswith(telephone1,'050')", names: [oliver]),
        .init(filter: "contains(telephone1,'050%454_564')", names: [oliver]),
        .init(filter: "contains(telephone1,'05_ 4')", names: [oliver]),
        .init(filter: "startswith(telephone1,'[+0]')", names: [aino, oliver]),
        .init(filter: "startswith(telephone1,'[^+0]')", names: [nobody]),
        .init(filter: "startswith(telephone1,'[0-9]')", names: [oliver]),
        .init(filter: "contains(emailaddress1,'o[%]b[_]')", names: [oliver]),
        .init(filter: "contains(emailaddress1,'[%]x')", names: []),
        .init(filter: "contains(fullname,'[a')", names: []),
        .init(filter: "telephone1 eq '%'", names: []),
        .init(filter: "new_rank ge 7 and new_rank lt 8", names: [nobody]),
        .init(filter: "new_rank gt 7.5", names: []),
        .init(filter: "donotphone eq false and new_rank eq 7", names: [nobody]),
        .init(
            filter:
                #"Microsoft.Dynamics.CRM.In(PropertyName='telephone1',PropertyValues=["+35850454564","050 454 564"])"#,
            names: [aino, oliver]
        ),
        .init(
            filter: #"(Microsoft.Dynamics.CRM.In(PropertyName='telephone1',PropertyValues=["x"]) or "#
                + #"Microsoft.Dynamics.CRM.In(PropertyName='mobilephone',PropertyValues=["0046701740605"])) "#
                + "and statecode eq 1",
            names: [vaino]
        ),
        .init(
            filter: #"Microsoft.Dynamics.CRM.In(PropertyName='fullname',PropertyValues=["oliver o'brian","a\u0041"])"#,
            names: [oliver]
        ),
        .init(filter: #"Microsoft.Dynamics.CRM.In(PropertyName='telephone1',PropertyValues=["%"])"#, names: []),
        .init(filter: #"Microsoft.Dynamics.CRM.In(PropertyName='statecode',PropertyValues=["1"])"#, names: [vaino]),
    ]

    @Test(arguments: Self.cases)
    func findsTheRowsThatFit(_ example: Case) async throws {
        try await SimulatorBundle.withSimulator { bundle in
            let token = try await bundle.token()

            let answer = try await bundle.contacts(filter: example.filter, token: token)

            #expect(answer.status == 200)
            #expect(try answer.decoded(Answers.Rows.self).names == example.names)
        }
    }

    @Test func aPlusThatIsNotEscapedIsASpace() async throws {
        try await SimulatorBundle.withSimulator { bundle in
            let token = try await bundle.token()

            let plain = try await bundle.wire.get(
                "/api/data/v9.2/contacts?$filter=telephone1%20eq%20'+35850454564'",
                token: token
            )
            let escaped = try await bundle.wire.get(
                "/api/data/v9.2/contacts?$filter=telephone1+eq+'%2B35850454564'",
                token: token
            )

            #expect(try plain.decoded(Answers.Rows.self).names == [Self.nobody])
            #expect(try escaped.decoded(Answers.Rows.self).names == [Self.aino])
        }
    }

    @Test(arguments: [
        ("nosuchcolumn eq 'x'", "0x80060888", "nosuchcolumn"),
        ("contains(nosuchcolumn,'x')", "0x80060888", "nosuchcolumn"),
        (#"Microsoft.Dynamics.CRM.In(PropertyName='nosuch',PropertyValues=["x"])"#, "0x80060888", "nosuch"),
        ("substringof('x',fullname)", "0x80060888", "unknown function"),
        ("Microsoft.Dynamics.CRM.Nope(PropertyName='a')", "0x80060888", "unknown function"),
        ("fullname eq 7", "0x80060888", "incompatible types"),
        ("statecode eq '0'", "0x80060888", "incompatible types"),
        ("contains(statecode,'0')", "0x80060888", "statecode"),
        ("fullname eq 'unterminated", "0x80060888", "unterminated"),
        ("fullname eq", "0x80060888", "Syntax error"),
        ("", "0x80060888", "Syntax error"),
        ("fullname eq 'a' fullname", "0x80060888", "Syntax error"),
        ("(fullname eq 'a'", "0x80060888", "Syntax error"),
        ("fullname eq 'a' and", "0x80060888", "Syntax error"),
        ("fullname eq 99999999999999999999999999", "0x80060888", "incompatible"),
        ("fullname eq -", "0x80060888", "Syntax error"),
        ("fullname eq \u{0}", "0x80060888", "Syntax error"),
        (#"Microsoft.Dynamics.CRM.In(PropertyName='fullname',PropertyValues=[])"#, "0x80060888", "empty"),
        (#"Microsoft.Dynamics.CRM.In(PropertyName='fullname',PropertyValues=["a""b"])"#, "0x80060888", "Syntax"),
        (#"Microsoft.Dynamics.CRM.In(PropertyName='fullname',PropertyValues=["\"#, "0x80060888", "unterminated"),
        (#"Microsoft.Dynamics.CRM.In(PropertyName='fullname',PropertyValues=["\ud800"])"#, "0x80060888", "Syntax"),
    ])
    func refusesWhatDataverseRefuses(filter: String, code: String, part: String) async throws {
        try await SimulatorBundle.withSimulator { bundle in
            let token = try await bundle.token()

            let answer = try await bundle.contacts(filter: filter, token: token)

            let failure = try answer.decoded(Answers.DataverseError.self).error
            #expect(answer.status == 400)
            #expect(failure.code == code)
            #expect(failure.message.contains(part))
        }
    }

    @Test func survivesHostileFilters() async throws {
        try await SimulatorBundle.withSimulator { bundle in
            let token = try await bundle.token()
            let hostile = [
                String(repeating: "(", count: 9000),
                String(repeating: "not ", count: 3000) + "statecode eq 0",
                String(repeating: "statecode eq 0 or ", count: 600) + "statecode eq 0",
                "contains(fullname,'" + String(repeating: "%a", count: 2000) + "')",
                "contains(fullname,'" + String(repeating: "[", count: 2000) + "')",
            ]

            for filter in hostile {
                let answer = try await bundle.contacts(filter: filter, token: token)
                #expect([200, 400, 414].contains(answer.status ?? 0))
            }
            var generator = SystemRandomNumberGenerator()
            let alphabet = Array("()[],='\" \\%_+-.0aeqnot\u{0}é".unicodeScalars)
            for _ in 0..<300 {
                let length = Int.random(in: 0...40, using: &generator)
                let scalars = (0..<length).compactMap { _ in alphabet.randomElement(using: &generator) }
                let text = String(String.UnicodeScalarView(scalars))
                let answer = try await bundle.contacts(filter: "fullname eq " + text, token: token)
                #expect([200, 400].contains(answer.status ?? 0))
            }
            let alive = try await bundle.contacts(filter: "statecode eq 1", token: token)
            #expect(alive.status == 200)
        }
    }
}
