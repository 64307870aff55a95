import Testing
@testable import Hookswitch

@Suite struct SpoolFieldReaderTests {
    @Test func bodiesOfChanceWithARightChecksumNeverTrap() {
        var random = SeededRandom(state: 4)

        for _ in 0..<100_000 {
            var body: [UInt8] = [SpoolFrame.version, .random(in: 1...2, using: &random), 0, 0]
            body += [.random(in: 0...127, using: &random), 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]
            body += (0..<Int.random(in: 0...160, using: &random)).map { _ in
                Bool.random(using: &random)
                    ? UInt8.random(in: 0...20, using: &random) : .random(in: 0...255, using: &random)
            }
            let entry = try? SpoolEntry(reading: body, in: 0..<body.count)
            #expect(entry == nil || entry?.sequence == 1)
        }
    }

    @Test func aFieldThatSaysMoreThanThereIsIsUnreadable() {
        #expect(throws: SpoolFieldReader.Unreadable.self) {
            var reader = SpoolFieldReader([255, 255, 1], in: 0..<3)
            _ = try reader.field()
        }
    }
}
