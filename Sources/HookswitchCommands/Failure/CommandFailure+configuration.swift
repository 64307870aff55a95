import Hookswitch

extension CommandFailure {
    /// A configuration that cannot be used: nothing was started.
    init(configuration error: ConfigurationError) {
        self.init(.cancelled, code: "configuration", "the configuration cannot be used; nothing was started")
        self.problem.errors = error.problems.map { problem in
            Problem.Issue(
                path: problem.place,
                code: "setting",
                detail: "\(problem.reason). \(problem.remedy)"
            )
        }
        self.problem.fix = "mend them; every setting there is: hookswitch config sample"
    }
}
