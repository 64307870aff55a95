import Testing
@testable import Hookswitch

@Suite struct CRC32CTests {
    /// RFC 3720, appendix B.4, and the check value of the catalogue of CRC algorithms.
    static let known: [([UInt8], UInt32)] = [
        (Array("123456789".utf8), 0xE306_9283),
        ([UInt8](repeating: 0, count: 32), 0x8A91_36AA),
        ([UInt8](repeating: 0xFF, count: 32), 0x62A8_AB43),
        ((0..<32).map { UInt8($0) }, 0x46DD_794E),
        ([], 0),
    ]

    @Test(arguments: known)
    func knownTextsHaveTheirKnownChecksums(bytes: [UInt8], expected: UInt32) {
        #expect(CRC32C.checksum(bytes, in: 0..<bytes.count) == expected)
    }

    @Test func aPartHasTheChecksumOfItsCopyWhereverItLies() {
        let bytes = (0..<100).map { UInt8(truncatingIfNeeded: $0 &* 37) }

        for start in 0..<20 {
            for end in start...bytes.count {
                let copy = Array(bytes[start..<end])
                #expect(CRC32C.checksum(bytes, in: start..<end) == CRC32C.checksum(copy, in: 0..<copy.count))
            }
        }
    }

    @Test func everySingleWrongBitIsFound() {
        let bytes = Array("the quick brown fox jumps over the lazy dog".utf8)
        let right = CRC32C.checksum(bytes, in: 0..<bytes.count)

        for bit in 0..<bytes.count * 8 {
            var wrong = bytes
            wrong[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(CRC32C.checksum(wrong, in: 0..<wrong.count) != right)
        }
    }
}
