import Telemetry
import Testing

@testable import Hookswitch

@Suite struct LookupMetricsTests {
    @Test func lookIsAHitOrAMiss() {
        let registry = MetricRegistry()
        let metrics = LookupMetrics(registry)

        metrics.count(isRemembered: true)
        metrics.count(isRemembered: false)
        metrics.count(isRemembered: false)

        let page = registry.render()
        #expect(page.contains(#"hookswitch_cache_requests_total{result="hit"} 1"# + "\n"))
        #expect(page.contains(#"hookswitch_cache_requests_total{result="miss"} 2"# + "\n"))
    }

    @Test func seriesAreThereBeforeTheFirstLookup() {
        let registry = MetricRegistry()

        _ = LookupMetrics(registry)

        let page = registry.render()
        #expect(page.contains("hookswitch_crm_throttled_total 0\n"))
        #expect(
            page.contains(
                #"hookswitch_crm_request_duration_seconds_count{operation="search",result="throttled"} 0"# + "\n"
            )
        )
    }
}
