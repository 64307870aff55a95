import Testing

@testable import Telemetry

@Suite struct HistogramTests {
    @Test func aDurationOnABoundFallsIntoThatBucket() {
        let registry = MetricRegistry()
        let histogram = registry.histogram("a_seconds", help: "A.", buckets: [1, 0.1, 1])

        histogram.observe(seconds: 0.1)
        histogram.observe(.milliseconds(101))
        histogram.observe(seconds: 7)

        let page = registry.render()
        #expect(page.contains("a_seconds_bucket{le=\"0.1\"} 1\n"))
        #expect(page.contains("a_seconds_bucket{le=\"1\"} 2\n"))
        #expect(page.contains("a_seconds_bucket{le=\"+Inf\"} 3\n"))
        #expect(page.contains("a_seconds_count 3\n"))
    }

    @Test(arguments: [Double.nan, -1, -.infinity, .infinity, .greatestFiniteMagnitude, .leastNonzeroMagnitude])
    func anOddDurationEndsNothing(seconds: Double) {
        let histogram = MetricRegistry().histogram("a_seconds", help: "A.")

        histogram.observe(seconds: seconds)

        #expect(histogram.count == (seconds.isNaN ? 0 : 1))
    }

    @Test func nothingIsLostWhenManyCountAtOnce() async {
        let registry = MetricRegistry()
        let counter = registry.counter("a_total", help: "A.")
        let histogram = registry.histogram("a_seconds", help: "A.")
        let gauge = registry.gauge("a", help: "A.")

        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<10_000 {
                        counter.increment()
                        histogram.observe(seconds: 0.25)
                        gauge.add(1)
                    }
                }
            }
        }

        #expect(counter.value == 80_000)
        #expect(histogram.count == 80_000)
        #expect(gauge.value == 80_000)
        #expect(registry.render().contains("a_seconds_sum 20000\n"))
    }

    @Test func aCounterNeverGoesDown() {
        let counter = MetricRegistry().counter("a_total", help: "A.")

        counter.increment(by: 5)
        counter.increment(by: -3)
        counter.increment(by: 0)

        #expect(counter.value == 5)
    }
}
