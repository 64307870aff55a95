import Foundation
import Testing

@testable import Hookswitch

@Suite struct ShippingCursorTests {
    private static let first = UUID(high: 1, low: 1)
    private static let second = UUID(high: 2, low: 2)
    private static let now = Moment(microseconds: 1_795_340_000_000_000)

    @Test func whatMovedIsNewAndAWriterNeverSeenIsNewFromItsBeginning() {
        let cursor = ShippingCursor(at: [Self.first: 5])

        let stretches = cursor.stretches(to: [(Self.first, 5), (Self.second, 3)])

        #expect(stretches == [ShippingCursor.Stretch(writer: Self.second, after: 0, until: 3)])
        #expect(cursor.stretches(to: [(Self.first, 4)]).isEmpty)
    }

    @Test func aBatchThatWasCutOffIsReadOnWhereItEnded() {
        var cursor = ShippingCursor(at: [Self.first: 0])
        let current: [(writer: UUID, sequence: Int64)] = [(Self.first, 10), (Self.second, 10)]
        let stretches = cursor.stretches(to: current)

        cursor.advance(over: stretches, reading: [(Self.first, 4, Self.now)], isWhole: false)
        #expect(cursor.stretches(to: current).map(\.after) == [4, 0])
        cursor.advance(over: cursor.stretches(to: current), reading: [(Self.second, 7, Self.now)], isWhole: false)
        #expect(cursor.stretches(to: current) == [ShippingCursor.Stretch(writer: Self.second, after: 7, until: 10)])
        cursor.advance(over: cursor.stretches(to: current), reading: [], isWhole: true)
        #expect(cursor.stretches(to: current).isEmpty)
    }

    @Test func theSearchForWhatIsNewIsBoundedInTime() {
        let limits = FeedLimits()
        var cursor = ShippingCursor(at: [:])
        let stretches = cursor.stretches(to: [(Self.first, 2)])
        let floor = Self.now.advanced(by: .zero - limits.maximumLateness)

        #expect(cursor.earliest(of: stretches, now: Self.now, limits: limits) == floor)
        cursor.advance(over: stretches, reading: [(Self.first, 2, Self.now)], isWhole: true)
        let later = cursor.stretches(to: [(Self.first, 3)])
        #expect(
            cursor.earliest(of: later, now: Self.now, limits: limits)
                == Self.now.advanced(by: .zero - limits.disorder)
        )
        let muchLater = Self.now.advanced(by: .seconds(86_400))
        #expect(
            cursor.earliest(of: later, now: muchLater, limits: limits)
                == muchLater.advanced(by: .zero - limits.maximumLateness)
        )
    }
}
