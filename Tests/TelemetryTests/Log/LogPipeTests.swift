import Foundation
import Glibc
import Logging
import Testing

@testable import Telemetry

@Suite struct LogPipeTests {
    @Test func aReaderThatStallsHoldsNobodyUpAndLearnsHowManyLinesItMissed() async throws {
        let reader = try BlockedReader()
        let pipe = LogPipe(descriptor: reader.writeEnd, maximumLineCount: 100)
        let handler = JSONLogHandler(label: "test", pipe: pipe)
        let logger = Logger(label: "test") { _ in handler }

        let duration = ContinuousClock().measure {
            for number in 0..<50_000 { logger.info("counted", metadata: ["number": "\(number)"]) }
        }
        let flushedWhileStalled = pipe.flush(within: .milliseconds(50))
        let reading = reader.startReading()
        let closed = pipe.close(within: .seconds(20))
        close(reader.writeEnd)
        let lines = await reading.lines

        #expect(duration < .seconds(20), "nobody reads, and yet logging took \(duration)")
        #expect(!flushedWhileStalled)
        #expect(closed)
        let entries = try lines.map {
            try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        let counted = entries.filter { $0["message"] as? String == "counted" }
        let notices = entries.filter { ($0["logger"] as? String) == "hookswitch.log" }
        let missed = notices.compactMap { ($0["metadata"] as? [String: String])?["count"] }.compactMap { Int($0) }
        #expect(counted.count + missed.reduce(0, +) == 50_000)
        #expect(missed.reduce(0, +) == pipe.droppedLineCount)
        #expect(pipe.droppedLineCount > 40_000)
    }

    @Test func bytesAreBoundedToo() throws {
        let reader = try BlockedReader()
        let pipe = LogPipe(descriptor: reader.writeEnd, maximumByteCount: 1000)

        pipe.write([UInt8](repeating: 65, count: 1001))
        pipe.write([])

        #expect(pipe.droppedLineCount == 1)
        close(reader.readEnd)
        #expect(pipe.close(within: .seconds(20)))
        close(reader.writeEnd)
    }

    @Test func aReaderThatWentAwayEndsNeitherTheProcessNorThePipe() throws {
        let reader = try BlockedReader()
        let pipe = LogPipe(descriptor: reader.writeEnd)
        close(reader.readEnd)

        for _ in 0..<100 { pipe.write(Array("line\n".utf8)) }

        #expect(pipe.flush(within: .seconds(20)))
        #expect(pipe.close(within: .seconds(20)))
        close(reader.writeEnd)
    }

    @Test func linesKeepTheirOrderAndAreWhole() async throws {
        let reader = try BlockedReader()
        let pipe = LogPipe(descriptor: reader.writeEnd)
        let reading = reader.startReading()

        for number in 0..<5000 { pipe.write(Array("\(number)\n".utf8)) }
        #expect(pipe.close(within: .seconds(20)))
        close(reader.writeEnd)

        #expect(await reading.lines == (0..<5000).map(String.init))
    }

    @Test func afterClosingEveryLineIsDroppedAndClosingAgainIsHarmless() throws {
        let reader = try BlockedReader()
        let pipe = LogPipe(descriptor: reader.writeEnd)
        #expect(pipe.close(within: .seconds(20)))

        pipe.write(Array("late\n".utf8))

        #expect(pipe.droppedLineCount == 1)
        _ = pipe.close(within: .milliseconds(10))
        close(reader.readEnd)
        close(reader.writeEnd)
    }

    @Test func aDescriptorMadeNonBlockingLosesNothing() async throws {
        let reader = try BlockedReader()
        _ = fcntl(reader.writeEnd, F_SETFL, O_NONBLOCK)
        let pipe = LogPipe(descriptor: reader.writeEnd)
        let line = [UInt8](repeating: 65, count: 1000) + [10]

        for _ in 0..<1000 { pipe.write(line) }
        let reading = reader.startReading()
        #expect(pipe.close(within: .seconds(20)))
        close(reader.writeEnd)

        #expect(await reading.lines.count == 1000)
    }
}
