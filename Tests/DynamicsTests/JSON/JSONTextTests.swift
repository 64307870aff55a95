import Testing

@testable import Dynamics

@Suite struct JSONTextTests {
    @Test func documentsAreRead() throws {
        let text = #" {"a":[1,-2.5e+3,true,false,null,"\u00e9\n\ud83d\ude00\/"],"b":{}} "#

        let document = try JSONText(parsing: Array(text.utf8))

        #expect(document["a"]?.array?.first?.plainInteger == 1)
        #expect(document["a"]?.array?[1] == .number("-2.5e+3"))
        #expect(document["a"]?.array?.last?.string == "é\n😀/")
        #expect(document["b"] == .object([:]))
    }

    @Test(arguments: [
        "", " ", "{", "}", "[", "]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "[1,]", "[,1]", "nul", "True", "NaN",
        "Infinity",
        "-", "01", "1.", ".5", "+1", "1e", "1e+", "0x10", "\"", "\"\\", "\"\\u12\"", "\"\\x\"", "\"\u{01}\"", "'a'",
        "{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}", "\"\\ud800\"", "\"\\udc00\"", "\"\\ud800\\u0041\"",
        "\"\\ud800\\ud800\"", "1 2", "{}{}", "\u{FEFF}{}", "// x\n{}", "<html></html>", "{a:1}", "[1}",
    ])
    func whatIsNoJSONIsRefused(text: String) {
        #expect(throws: JSONTextReader.Failure.self) { try JSONText(parsing: Array(text.utf8)) }
    }

    @Test func hostileDocumentsAreRefusedWithinLimits() {
        let deep = Array(String(repeating: "[", count: 1_000_000).utf8)
        let wide = Array(("[" + String(repeating: "1,", count: 50_000) + "1]").utf8)

        #expect(throws: JSONTextReader.Failure.tooDeep) { try JSONText(parsing: deep) }
        #expect(throws: JSONTextReader.Failure.tooManyValues) { try JSONText(parsing: wide) }
        #expect(throws: JSONTextReader.Failure.notUTF8) { try JSONText(parsing: [0x22, 0xFF, 0x22]) }
        #expect(throws: JSONTextReader.Failure.notUTF8) { try JSONText(parsing: [0x22, 0xED, 0xA0, 0x80, 0x22]) }
        #expect(throws: JSONTextReader.Failure.self) { try JSONText(parsing: [0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00]) }
    }

    @Test(arguments: ["1e300", "1.0", "-1", "99999999999999999999", "1e3"])
    func oddNumbersAreNoPlainIntegers(text: String) throws {
        #expect(try JSONText(parsing: Array(text.utf8)).plainInteger == nil)
    }

    @Test func brokenDocumentsNeverTrap() {
        let valid = Array(
            #"{"value":[{"contactid":"x","telephone1":"+358\u0020 \ud83d\ude00","n":-1.5e3,"b":[true,null]}]}"#.utf8
        )
        var generator = SystemRandomNumberGenerator()

        for length in 0..<valid.count {
            #expect(throws: JSONTextReader.Failure.self) { try JSONText(parsing: Array(valid.prefix(length))) }
        }
        for _ in 0..<20_000 {
            var mutated = valid
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                mutated[Int.random(in: 0..<mutated.count, using: &generator)] = UInt8.random(
                    in: 0...255,
                    using: &generator
                )
            }
            do { _ = try JSONText(parsing: mutated) } catch { continue }
        }
    }
}
