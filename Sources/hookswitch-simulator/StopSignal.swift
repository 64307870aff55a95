import Dispatch
import Foundation

/// Waits for what ends the process in order: SIGTERM, SIGINT, or the death of the parent.
struct StopSignal {
    /// Short enough that a test run does not trip over a simulator left by the one before.
    private static let parentCheckInterval = DispatchTimeInterval.milliseconds(250)

    private let stream: AsyncStream<String>
    private let sources: [any DispatchSourceProtocol]

    init(includingParentDeath: Bool) {
        let (stream, continuation) = AsyncStream.makeStream(of: String.self)
        let queue = DispatchQueue(label: "hookswitch-simulator.stop")
        var sources: [any DispatchSourceProtocol] = []
        for (number, name) in [(SIGTERM, "SIGTERM"), (SIGINT, "SIGINT")] {
            // The default action would end the process before the source hears of the signal.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { continuation.yield(name) }
            source.resume()
            sources.append(source)
        }
        if includingParentDeath {
            let parent = getppid()
            let timer = DispatchSource.makeTimerSource(queue: queue)
            timer.schedule(deadline: .now(), repeating: Self.parentCheckInterval)
            timer.setEventHandler {
                if getppid() != parent { continuation.yield("parent gone") }
            }
            timer.resume()
            sources.append(timer)
        }
        self.stream = stream
        self.sources = sources
    }

    /// The name of what came first.
    func reason() async -> String {
        defer { for source in self.sources { source.cancel() } }
        for await reason in self.stream { return reason }
        return "end"
    }
}
