import Telemetry

extension MetricRegistry {
    /// Shows what is true of the process as a whole.
    func describeProcess(log: ServerLog) {
        self.observeProcess()
        self.fact("hookswitch_build_info", help: "The program", labels: [("version", HookswitchVersion.current)])
        self.counterCallback(
            "hookswitch_log_lines_dropped_total",
            help: "Log lines lost because nobody read them in time"
        ) {
            Double(log.droppedLineCount)
        }
    }
}
