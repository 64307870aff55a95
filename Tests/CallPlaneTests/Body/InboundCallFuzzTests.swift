import Foundation
import Routing
import Testing

@testable import CallPlane

/// Bodies made by chance from good and bad ones: the parser must never trap, must agree with Foundation's about what is JSON
/// wherever the two mean the same, and must refuse JSON only for what stands in a member that it reads.
@Suite struct InboundCallFuzzTests {
    private static let seeds: [[UInt8]] = [
        #"{"anum":"+35850454564","bnum":"+35840675644"}"#,
        #"{"anum":"","bnum":"+35840675644","targetid":"S","extradata":{"CallId":"8c1e","IsInternalCaller":true}}"#,
        #"{"anum":"\u002b1\ud83d\ude00","bnum":"é€😀","x":[1,-0.5e+9,null,true,{"a":[]}]}"#,
        #"{"DYN_a":"x\ny","anum":"+1","extradata":{"DYN_a":1,"DYN_a":"\u0000","CallId":"c"},"bnum":"+2","DYN_a":2}"#,
        #"[{"a":1e999},"\\\"\/",false]"#, #""text""#, "-12.5",
    ].map { Array($0.utf8) }

    private static let splices: [[UInt8]] =
        [
            "{", "}", "[", "]", "\"", "\\", "\\u0000", "\\ud800", "\\u00e9", ",", ":", "null", "0", "-", ".5", "e9",
            " ", "\n", "\u{7F}",
            "\u{FEFF}", "\"anum\":\"1\",", "é", "\\n", "\\u001f", "\"x\":1,", "\"CallId\":1,", "\"DYN_b\":\"\\t\",",
            String(repeating: "x", count: 1100),
        ].map { Array($0.utf8) } + [[0x00], [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0x1F]]

    @Test func noBodyTrapsAndValidityAgreesWithFoundations() async {
        // Fixed, so that a failure can be had again.
        var random = SplitMix(state: 20_261_122)
        var validCount = 0
        var callCount = 0
        for round in 0..<200_000 {
            // Other tests wait for the same few threads.
            if round % 100 == 0 { await Task.yield() }
            let bytes = Self.mutate(&random)

            let error = Self.error(of: bytes)

            callCount += error == nil ? 1 : 0
            #expect(Self.isDue(error, bytes), "\(error.debugDescription) of \(Self.shown(bytes))")
            guard round % 4 == 0, Self.meansTheSame(error, bytes), !Self.hasTrailingComma(bytes) else { continue }
            let isJSON = (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil
            let isOursToo = ![.notJSON, .notUTF8].contains(error?.reason)
            #expect(isJSON == isOursToo, "\(Self.shown(bytes))")
            validCount += isJSON ? 1 : 0
        }
        // Else the test compares refusals alone.
        #expect(validCount > 1000)
        #expect(callCount > 1000)
    }

    /// Whether a refusal may be: of a limit that JSON does not have only for a member that is read, or for a byte that no
    /// JSON may hold as it is.
    private static func isDue(_ error: InboundCallError?, _ bytes: [UInt8]) -> Bool {
        guard let error else { return true }
        switch error.reason {
        case .duplicate, .stringTooLong: return ![nil, .extraData].contains(error.member) || error == .secondExtraData
        case .controlCharacter:
            return ![nil, .extraData].contains(error.member) || bytes.contains { $0 < 0x20 || $0 == 0x7F }
        case .notJSON, .notUTF8, .byteOrderMark, .notObject, .missing, .notString, .tooDeep: return true
        }
    }

    private static func shown(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self).debugDescription
    }

    private static func error(of bytes: [UInt8]) -> InboundCallError? {
        bytes.withUnsafeBytes { pointer in
            do throws(InboundCallError) {
                _ = try InboundCallParser.parse(pointer)
                return nil
            } catch {
                return error
            }
        }
    }

    /// Whether the two parsers speak of the same thing: not where ours stops early for a rule that JSON does not have, and
    /// not for numbers that Foundation refuses because it must keep them.
    private static func meansTheSame(_ error: InboundCallError?, _ bytes: [UInt8]) -> Bool {
        switch error?.reason {
        case .none, .notJSON, .notUTF8, .notObject: !bytes.contains(0) && !Self.hasExponent(bytes)
        case .missing: !Self.hasExponent(bytes)
        default: false
        }
    }

    private static func hasExponent(_ bytes: [UInt8]) -> Bool {
        zip(bytes, bytes.dropFirst()).contains { digit, letter in
            digit &- UInt8(ascii: "0") <= 9 && letter | 0x20 == UInt8(ascii: "e")
        }
    }

    /// Foundation takes a comma before the end of an object, which RFC 8259 does not have.
    private static func hasTrailingComma(_ bytes: [UInt8]) -> Bool {
        var last: UInt8?
        for byte in bytes where !Array(" \t\r\n".utf8).contains(byte) {
            if last == UInt8(ascii: ","), byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") { return true }
            last = byte
        }
        return false
    }

    private static func mutate(_ random: inout SplitMix) -> [UInt8] {
        var bytes = Self.seeds[Int.random(in: 0..<Self.seeds.count, using: &random)]
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let place = Int.random(in: 0...bytes.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1 where place < bytes.count: bytes.remove(at: place)
            case 2 where place < bytes.count: bytes.removeSubrange(place...)
            case 3 where place < bytes.count: bytes.insert(contentsOf: bytes[..<place], at: place)
            default:
                let splice = Self.splices[Int.random(in: 0..<Self.splices.count, using: &random)]
                bytes.insert(contentsOf: splice, at: place)
            }
        }
        return bytes
    }

    /// A small generator with a seed (SplitMix64).
    private struct SplitMix: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            self.state &+= 0x9E37_79B9_7F4A_7C15
            var bits = self.state
            bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
            bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
            return bits ^ bits >> 31
        }
    }
}

extension InboundCallError {
    /// `extradata` came twice. Any other refusal that names it alone is one of a member in it that nobody reads.
    fileprivate static let secondExtraData = InboundCallError(.duplicate, in: .extraData)
}
