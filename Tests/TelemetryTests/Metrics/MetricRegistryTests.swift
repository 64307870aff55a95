import Testing

@testable import Telemetry

@Suite struct MetricRegistryTests {
    @Test func promtoolFindsNoFaultWithAPageOfEveryKind() async throws {
        let registry = MetricRegistry()
        registry.observeProcess()
        registry.fact(
            "hookswitch_build_info",
            help: "The build.",
            labels: [("version", "1.0.0"), ("revision", "\"a\\b")]
        )
        registry.counter(
            "hookswitch_decisions_total",
            help: "Calls answered.",
            labels: [.closed("outcome", ["routed"])]
        )
        .labelled("routed").increment()
        registry.histogram("hookswitch_decision_duration_seconds", help: "Time.\nTwo lines, one \\.").observe(
            seconds: 0.2
        )
        registry.gauge("hookswitch_snapshot_age_seconds", help: "Age.").set(1.5)
        registry.gaugeCallback(
            "hookswitch_breaker_open",
            help: "Breakers.",
            label: .open("tenant", maximumValueCount: 2)
        ) {
            [("acme", 1), ("tenant \"with\" odd\nname", 0), ("third", 1)]
        }

        let answer = try await Tool("promtool").run(["check", "metrics"], input: registry.render())

        #expect(answer.status == 0, "promtool: \(answer.output)")
        #expect(answer.output == "")
    }

    @Test func promtoolRefusesAPageThatIsWrong() async throws {
        let page = "# TYPE a counter\na{b=} 1\n"

        let answer = try await Tool("promtool").run(["check", "metrics"], input: page)

        #expect(answer.status != 0)
    }

    @Test func seriesOfClosedLabelsExistBeforeAnythingIsCounted() {
        let registry = MetricRegistry()
        _ = registry.counter("a_total", help: "A.", labels: [.closed("x", ["1", "2"]), .closed("y", ["3"])])

        let page = registry.render()

        #expect(page.contains("a_total{x=\"1\",y=\"3\"} 0\n"))
        #expect(page.contains("a_total{x=\"2\",y=\"3\"} 0\n"))
    }

    @Test func aValueThatAClosedLabelDoesNotHaveIsCountedAsDroppedAndNotShown() {
        let registry = MetricRegistry()
        let family = registry.counter("a_total", help: "A.", labels: [.closed("outcome", ["routed"])])

        family.labelled("+358401234567").increment()
        family.labelled("routed", "extra").increment()
        family.labelled([]).increment()

        #expect(!registry.render().contains("+358401234567"))
        #expect(registry.render().contains("hookswitch_metrics_dropped_series_total 3\n"))
    }

    @Test func anOpenLabelKeepsNoMoreValuesThanItsLimit() {
        let registry = MetricRegistry()
        let family = registry.counter("a_total", help: "A.", labels: [.open("tenant", maximumValueCount: 3)])

        for tenant in 0..<100 { family.labelled("tenant-\(tenant)").increment() }
        family.labelled("tenant-1").increment()

        let lines = registry.render().split(separator: "\n").filter { $0.hasPrefix("a_total") }
        #expect(lines.count == 3)
        #expect(lines.contains("a_total{tenant=\"tenant-1\"} 2"))
        #expect(registry.render().contains("hookswitch_metrics_dropped_series_total 97\n"))
    }

    @Test func theRegistryGrantsNoMoreSeriesThanItsLimit() {
        let registry = MetricRegistry(maximumSeriesCount: 2)
        _ = registry.counter("a_total", help: "A.", labels: [.closed("x", ["1", "2", "3"])])

        registry.counter("b_total", help: "B.").increment()

        #expect(!registry.render().contains("hookswitch_metrics_dropped_series_total 0\n"))
        #expect(!registry.render().contains("x=\"3\""))
        #expect(!registry.render().contains("\nb_total 1"))
    }

    @Test func aMetricDeclaredTwiceIsOne() {
        let registry = MetricRegistry()

        registry.counter("a_total", help: "A.").increment()
        registry.counter("a_total", help: "A.").increment()

        #expect(registry.render().hasPrefix("# HELP a_total A.\n# TYPE a_total counter\na_total 2\n"))
        #expect(registry.counter("a_total", help: "A.").value == 2)
    }

    @Test func theProcessSpeaksOfItself() throws {
        let registry = MetricRegistry()
        registry.observeProcess()

        let lines = registry.render().split(separator: "\n").filter { !$0.hasPrefix("#") }

        func value(_ name: String) throws -> Double {
            let line = try #require(lines.first { $0.hasPrefix(name + " ") })
            return try #require(Double(line.dropFirst(name.count + 1)))
        }
        #expect(try value("process_resident_memory_bytes") > 1_000_000)
        #expect(try value("process_open_fds") >= 3)
        #expect(try value("process_cpu_seconds_total") > 0)
        let age = Double(Timestamp.now.seconds) - (try value("process_start_time_seconds"))
        #expect((-2...86_400).contains(age))
    }
}
