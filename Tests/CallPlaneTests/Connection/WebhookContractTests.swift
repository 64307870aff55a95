import Testing

@testable import CallPlane
import Hookswitch

/// The answers of the contract, over a live socket.
@Suite(.timeLimit(.minutes(1))) struct WebhookContractTests {
    private let endpointPath = "/hooks/aaaaaaaaaaaaaaaaaaaaaaaaaa"

    @Test func aRoutedCallGetsItsTarget() async throws {
        try await TestPlane.run { plane in
            let answer = try await plane.answer(to: plane.request())

            #expect(answer.status == 200)
            #expect(answer.body == #"{"InitialTarget":"+35853445657"}"#)
            #expect(answer.fields["content-type"] == "application/json")
            #expect(answer.fields["date"]?.hasSuffix(" GMT") == true)
            #expect(answer.fields["connection"] == nil)
        }
    }

    @Test(arguments: [
        #"{"anum":"+35850454564","bnum":"+35840675600"}"#, #"{"anum":"","bnum":"+35840675600"}"#,
        #"{"anum":"anonymous","bnum":"+4912345678"}"#, #"{"anum":"x","bnum":"y"}"#,
        #"{"anum":"+1","bnum":"","targetid":7,"extradata":null,"DYN_x":[1,{"a":null}]}"#,
        #" { "\u0061num" : "+35850454564", "bnum":"+\u00338765" , "z":-1.5e400 } "#,
    ]) func otherWellFormedCallsGetTheDefaultRoute(body: String) async throws {
        try await TestPlane.run { plane in
            let client = try await plane.client()
            try await client.send(plane.request(body: body))

            let answer = try await client.answer()

            #expect(answer.status == 204)
            #expect(answer.body.isEmpty)
            #expect(answer.fields["content-length"] == nil)
            // The connection lives on.
            try await client.send(plane.request())
            #expect(try await client.answer().status == 200)
        }
    }

    @Test(
        arguments: [
            ("", "not_json", nil), ("nonsense", "not_json", nil), (#"{"anum":"+1","bnum":"+2"} x"#, "not_json", nil),
            ("[]", "not_object", nil), ("\"x\"", "not_object", nil), ("12", "not_object", nil),
            (#"{"bnum":"+2"}"#, "missing_member", "anum"), (#"{"anum":"+2"}"#, "missing_member", "bnum"),
            (#"{"anum":5,"bnum":"+2"}"#, "invalid_member", "anum"),
            (#"{"anum":"+1","bnum":null}"#, "invalid_member", "bnum"),
            (#"{"anum":"+1","anum":"+1","bnum":"+2"}"#, "duplicate_member", "anum"),
            (#"{"anum":"a\u0000b","bnum":"+2"}"#, "control_character", "anum"),
            ("{\"anum\":\"a\u{1}b\",\"bnum\":\"+2\"}", "control_character", "anum"),
            (#"{"anum":"+1","bnum":"+2","extradata":{"CallId":"a\n"}}"#, "control_character", "extradata.CallId"),
        ] as [(String, String, String?)]
    ) func aMalformedBodyIsRefusedByName(
        body: String,
        code: String,
        member: String?
    ) async throws {
        try await TestPlane.run { plane in
            let answer = try await plane.answer(to: plane.request(body: body))

            #expect(answer.status == 400)
            #expect(answer.fields["content-type"] == "application/problem+json")
            #expect(answer.body.contains("\"code\":\"\(code)\""))
            #expect(answer.body.contains("\"status\":400"))
            #expect(answer.body.contains("\"member\"") == (member != nil))
            if let member { #expect(answer.body.contains("\"member\":\"\(member)\"")) }
            #expect(!answer.body.contains("+1"))
        }
    }

    @Test func aWrongProofIsRefusedAlikeWhateverIsWrong() async throws {
        try await TestPlane.run { plane in
            let key = TestTenants.key
            let requests = [
                plane.request(key: nil), plane.request(key: "wrong"), plane.request(key: ""),
                plane.request(key: key, fields: ["X-Benemen-APIKey: \(key)"]),
                plane.request(key: key, fields: ["Authorization: Basic aG9vazpjYW5hcnktcGFzc3dvcmQ="]),
                plane.request(key: nil, fields: ["Authorization: Bearer \(key)"]),
                plane.request(key: nil, fields: ["Authorization: Basic !!!"]),
                plane.request(to: plane.tenants.basic, key: nil, fields: ["Authorization: Basic aG9vazp3cm9uZw=="]),
                plane.request(to: plane.tenants.basic),
            ]

            var answers: [RawClient.Answer] = []
            for request in requests {
                var answer = try await plane.answer(to: request)
                answer.fields["date"] = nil
                answers.append(answer)
            }

            #expect(answers.allSatisfy { $0 == answers[0] })
            #expect(answers[0].status == 401)
            #expect(answers[0].fields["www-authenticate"] == "Basic realm=\"hookswitch\"")
            #expect(answers[0].fields["connection"] == "close")
            #expect(plane.metric(#"hookswitch_webhook_rejected_total{reason="unauthorized"}"#) == 9)
        }
    }

    @Test func everyProofThatATenantAcceptsOpensItsEndpoint() async throws {
        try await TestPlane.run { plane in
            let requests = [
                plane.request(key: TestTenants.otherKey),
                plane.request(to: plane.tenants.open, key: nil),
                plane.request(to: plane.tenants.open, key: "whatever"),
                plane.request(
                    to: plane.tenants.basic,
                    key: nil,
                    fields: ["authorization: basic aG9vazpjYW5hcnktcGFzc3dvcmQ="]
                ),
            ]

            var statuses: [Int] = []
            for request in requests { statuses.append(try await plane.answer(to: request).status) }

            #expect(statuses == [200, 200, 200, 200])
        }
    }

    @Test func anUnknownEndpointIsNotFound() async throws {
        try await TestPlane.run { plane in
            for path in [self.endpointPath, "/hooks/x", "/hooks/", "/hooks", "/", "/hooks/a/b", "/HOOKS/x"] {
                let answer = try await plane.answer(
                    to: "POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"
                )
                #expect(answer.status == 404)
                #expect(answer.fields["connection"] == "close")
            }
        }
    }

    @Test(arguments: ["GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE"])
    func callsArePosted(method: String) async throws {
        try await TestPlane.run { plane in
            let answer = try await plane.answer(
                to: "\(method) \(self.endpointPath) HTTP/1.1\r\nHost: a\r\n\r\n",
                hasBody: method != "HEAD"
            )

            #expect(answer.status == 405)
            #expect(answer.fields["allow"] == "POST")
        }
    }

    @Test func aBodyBeyondTheLimitIsRefusedUnreadAndOneAtTheLimitIsNot() async throws {
        try await TestPlane.run { plane in
            let start = #"{"anum":"+35850454564","bnum":"+35840675644"}"#
            let atLimit = start + String(repeating: " ", count: 16 * 1024 - start.utf8.count)
            let head = plane.request(body: "").replacing("Content-Length: 0", with: "Content-Length: 10737418240")

            let fits = try await plane.answer(to: plane.request(body: atLimit))
            let beyond = try await plane.answer(to: plane.request(body: atLimit + " "))
            let declared = try await plane.answer(to: head)

            #expect(fits.status == 200)
            #expect(beyond.status == 413)
            #expect(declared.status == 413)
            #expect(declared.fields["connection"] == "close")
        }
    }

    @Test func aClientThatExpectsContinueIsToldToGoOn() async throws {
        try await TestPlane.run { plane in
            let client = try await plane.client()
            let request = plane.request(fields: ["Expect: 100-continue"])
            let bodyStart = try #require(request.firstRange(of: "{"))
            try await client.send(String(request[..<bodyStart.lowerBound]))

            let interim = try await client.answer()
            try await client.send(String(request[bodyStart.lowerBound...]))
            let answer = try await client.answer()

            #expect(interim.status == 100)
            #expect(answer.status == 200)
        }
    }

    @Test func everyDecisionIsCounted() async throws {
        try await TestPlane.run { plane in
            _ = try await plane.answer(to: plane.request())
            _ = try await plane.answer(to: plane.request(body: #"{"anum":"+35850454564","bnum":"+35840675600"}"#))

            #expect(plane.metric(#"hookswitch_decisions_total{outcome="routed"}"#) == 1)
            #expect(plane.metric(#"hookswitch_decision_duration_seconds_count{group="routed"}"#) == 1)
            #expect(plane.metric(#"hookswitch_decision_duration_seconds_count{group="default"}"#) == 1)
        }
    }
}
