import NIOCore
import Routing
import Testing

@testable import CallPlane

@Suite struct InboundCallParserTests {
    private func parse(_ text: String) throws(InboundCallError) -> InboundCall {
        try self.parse(Array(text.utf8))
    }

    private func parse(_ bytes: [UInt8]) throws(InboundCallError) -> InboundCall {
        var body = ReceivedBody()
        var buffer = ByteBuffer(bytes: bytes)
        let limits = ConnectionLimits(CallPlaneLimits())
        do throws(Refusal) { try body.append(&buffer, read: 1, limits: limits) } catch { Issue.record("too large") }
        return try body.withBytes { bytes throws(InboundCallError) in try InboundCallParser.parse(bytes) }
    }

    @Test func theSendersOwnExampleIsRead() throws {
        let call = try self.parse(
            """
            {"anum":"+35850454564","bnum":"+35840675644","targetid":"SALES_QUEUE","extradata":{"CallId":\
            "8c1e4d2a-0000-4000-8000-000000000001","LegId":"sip:a@b","CurrQueueId":"x","CurrUserId":"",\
            "IsInternalCaller":true,"DYN_PAR_Culture":"en-GB"}}
            """
        )

        #expect(call.caller == .number(try PhoneNumber(parsing: "+35850454564")))
        #expect(call.called == .number(try PhoneNumber(parsing: "+35840675644")))
        #expect(call.targetID == "SALES_QUEUE")
        #expect(call.callID == "8c1e4d2a-0000-4000-8000-000000000001")
        #expect(call.isInternalCaller)
    }

    @Test func optionalMembersOfOtherTypesAreIgnored() throws {
        for value in ["1", "null", "[]", "{}", "true", "[[{\"a\":[-1.5E+9]}]]"] {
            let call = try self.parse(
                #"{"extradata":{"CallId":\#(value),"IsInternalCaller":"x"},"targetid":\#(value),"anum":"","bnum":"x"}"#
            )
            #expect(call.targetID == nil)
            #expect(call.callID == nil)
            #expect(!call.isInternalCaller)
            #expect(try self.parse(#"{"anum":"","bnum":"x","extradata":\#(value)}"#).callID == nil)
        }
    }

    @Test func aTagThatIsTooLongIsNotKept() throws {
        let long = String(repeating: "a", count: 129)

        let call = try self.parse(
            #"{"anum":"","bnum":"","targetid":"\#(long.dropLast())","extradata":{"CallId":"\#(long)"}}"#
        )

        #expect(call.targetID?.utf8.count == 128)
        #expect(call.callID == nil)
    }

    @Test func escapesAreReplacedInNamesAndValues() throws {
        let call = try self.parse(#"{"\u0061num":"\u002B358401234567","bnum":"\"\\\/é\ud83d\ude00","x":"\u00e9"}"#)

        #expect(call.caller == .number(try PhoneNumber(parsing: "+358401234567")))
        guard case .unread(let text) = call.called else {
            Issue.record("the pool's text was not kept")
            return
        }
        #expect(text.reveal() == "\"\\/é😀")
    }

    @Test(
        arguments: [
            ("{\"anum\":\"\",\"bnum\":\"\"}", nil), ("\u{FEFF}{\"anum\":\"\",\"bnum\":\"\"}", .byteOrderMark),
            ("", .notJSON), (" ", .notJSON), ("{", .notJSON), ("{\"anum\":\"\",\"bnum\":\"\",}", .notJSON),
            ("{\"anum\":\"\" \"bnum\":\"\"}", .notJSON), ("{anum:\"\",\"bnum\":\"\"}", .notJSON),
            ("{'anum':'','bnum':''}", .notJSON), ("{\"anum\":\"\",\"bnum\":\"\"}{}", .notJSON),
            ("{\"anum\":\"\",\"bnum\":\"\",\"x\":01}", .notJSON), ("{\"anum\":\"\",\"bnum\":\"\",\"x\":+1}", .notJSON),
            ("{\"anum\":\"\",\"bnum\":\"\",\"x\":1.}", .notJSON), ("{\"anum\":\"\",\"bnum\":\"\",\"x\":.5}", .notJSON),
            ("{\"anum\":\"\",\"bnum\":\"\",\"x\":1e}", .notJSON), ("{\"anum\":\"\",\"bnum\":\"\",\"x\":NaN}", .notJSON),
            ("{\"anum\":\"\",\"bnum\":\"\",\"x\":tru}", .notJSON),
            ("{\"anum\":\"\",\"bnum\":\"\",\"x\":True}", .notJSON),
            (#"{"anum":"","bnum":"","x":"\ud800"}"#, .notJSON),
            (#"{"anum":"","bnum":"","x":"\udc00\ud800"}"#, .notJSON),
            (#"{"anum":"","bnum":"","x":"\ud800\u0041"}"#, .notJSON),
            (#"{"anum":"","bnum":"","x":"\u12g4"}"#, .notJSON),
            (#"{"anum":"","bnum":"","x":"\x41"}"#, .notJSON), (#"{"anum":"","bnum":"","x":"\"#, .notJSON),
            (#"{"anum":"\u0000","bnum":""}"#, .controlCharacter), (#"{"anum":"","bnum":"\n"}"#, .controlCharacter),
            (#"{"anum":"","bnum":"","targetid":"a\tb"}"#, .controlCharacter),
            (#"{"anum":"","bnum":"","extradata":{"CallId":"\u007f"}}"#, .controlCharacter),
            ("{\"anum\":\"\u{7F}\",\"bnum\":\"\"}", .controlCharacter),
            ("{\"anum\":\"\",\"bnum\":\"\",\"x\":\"\u{0}\"}", .controlCharacter),
            ("{\"anum\":\"\",\"bnum\":\"\",\"x\":\"\n\"}", .controlCharacter),
            ("{\"anum\":\"\",\"bnum\":\"\",\"x\u{7F}\":1}", .controlCharacter),
            (#"{"anum":"","bnum":"","bnum":""}"#, .duplicate), (#"{"anum":"","\u0061num":"","bnum":""}"#, .duplicate),
            (#"{"anum":"","bnum":"","targetid":1,"targetid":2}"#, .duplicate),
            (#"{"anum":"","bnum":"","extradata":{},"extradata":{}}"#, .duplicate),
            (#"{"anum":"","bnum":"","extradata":{"CallId":"a","CallId":"b"}}"#, .duplicate),
            (#"{"anum":"","bnum":"","extradata":{"IsInternalCaller":true,"IsInternalCaller":"x"}}"#, .duplicate),
            (#"{"anum":"","bnum":"","x":[[[[[[[1]]]]]]]}"#, nil),
            (#"{"anum":"","bnum":"","x":[[[[[[[[1]]]]]]]]}"#, .tooDeep),
            (#"{"anum":"","bnum":"","x":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{}}}}}}}}}"#, .tooDeep),
        ] as [(String, InboundCallError.Reason?)]
    ) func whatIsWrongIsSaid(
        text: String,
        reason: InboundCallError.Reason?
    ) {
        do throws(InboundCallError) {
            _ = try self.parse(text)
            #expect(reason == nil)
        } catch {
            #expect(error.reason == reason)
        }
    }

    @Test(
        arguments: [
            [0xFF], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xC3], [0xE2, 0x82], [0x80], [0xFE, 0xFF],
        ] as [[UInt8]]
    ) func textThatIsNotUTF8IsRefused(bytes: [UInt8]) {
        let error = #expect(throws: InboundCallError.self) {
            try self.parse(Array(#"{"anum":""#.utf8) + bytes + Array(#"","bnum":""}"#.utf8))
        }

        #expect(error?.reason == .notUTF8)
    }

    @Test func limitsOfWhatIsReadAreExact() {
        let text = String(repeating: "é", count: 512)

        #expect(throws: Never.self) { try self.parse(#"{"anum":"","bnum":"\#(text)"}"#) }
        #expect(throws: InboundCallError(.stringTooLong, in: .called)) {
            try self.parse(#"{"anum":"","bnum":"\#(text)a"}"#)
        }
        #expect(throws: InboundCallError(.stringTooLong, in: .targetID)) {
            try self.parse(#"{"anum":"","bnum":"","targetid":"\#(text)\u0061"}"#)
        }
        #expect(throws: InboundCallError(.stringTooLong, in: .callID)) {
            try self.parse(#"{"anum":"","bnum":"","extradata":{"CallId":"\#(text)a"}}"#)
        }
    }

    @Test(arguments: [
        "\"DYN_Notes\":\"" + String(repeating: "é", count: 5000) + "\"",
        (0..<1000).map { "\"x\($0)\":0" }.joined(separator: ","),
        #""x":1,"x":2,"\u0078":3"#,
        #""DYN_Notes":"line\r\nline\ttab\b\f\u0000\u001f\u007f""#,
        #""\u0000anum":"x","\nbnum":1"#,
        "\"" + String(repeating: "n", count: 5000) + "\":[\"\\n\",{\"a\":1,\"a\":\"\\u0000\"}]",
        #""ANUM":1,"anum ":2,"CallId":{},"extradat":[]"#,
        #""IsInternalCaller":false,"anu\u006e":null"#,
    ])
    func whatNobodyReadsCostsNoCall(members: String) throws {
        let read = #""CallId":"8c1e","IsInternalCaller":true"#
        let bodies = [
            #"{\#(members),"anum":"+35850454564","bnum":"1","extradata":{\#(read)}}"#,
            #"{"anum":"+35850454564","bnum":"1","extradata":{\#(read)},\#(members)}"#,
        ]
        for body in bodies {
            let call = try self.parse(body)

            #expect(call.caller == .number(try PhoneNumber(parsing: "+35850454564")))
            #expect(call.callID == "8c1e")
            #expect(call.isInternalCaller)
        }
    }

    @Test func whatNobodyReadsOfTheExtraDataCostsNoCall() throws {
        let long = String(repeating: "x", count: 2000)
        let many = (0..<70).map { "\"DYN_\($0)\":\"a\\nb\"" }.joined(separator: ",")

        let call = try self.parse(
            #"{"anum":"","bnum":"","extradata":{"LegId":"\#(long)",\#(many),"LegId":"\n","CallId":"8c1e"}}"#
        )

        #expect(call.callID == "8c1e")
    }
}
