-- The webhook call that wrk sends, to Hookswitch and to nginx alike: the documentation's own example.
-- The key comes by the environment, for others can read a command line.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["X-Benemen-APIKey"] = os.getenv("HOOKSWITCH_BENCH_KEY")
wrk.body = '{"anum":"+35850454564","bnum":"+35840675644"}'

-- One line of JSON in place of wrk's own text. Latencies are in microseconds.
function done(summary, latency, requests)
   local errors = summary.errors
   io.write(string.format(
      '\n{"answers":%d,"microseconds":%d,"p50":%d,"p99":%d,"refusals":%d,"failures":%d}\n',
      summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), errors.status,
      errors.connect + errors.read + errors.write + errors.timeout
   ))
end
