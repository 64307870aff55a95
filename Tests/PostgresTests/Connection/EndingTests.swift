import Testing

@testable import Postgres

@Suite(.timeLimit(.minutes(1))) struct EndingTests {
    @Test(arguments: [false, true]) func allWhoWaitHearOfIt(isCancelled: Bool) async {
        let ending = Ending()
        await withTaskGroup(of: Void.self) { group in
            if isCancelled { group.cancelAll() }
            for _ in 0..<10 { group.addTask { await ending.wait() } }

            ending.announce()
            ending.announce()
        }
        await ending.wait()
    }
}
