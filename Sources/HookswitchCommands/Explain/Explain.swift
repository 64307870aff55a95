import ArgumentParser
import Hookswitch
import Routing

/// `hookswitch explain SLUG --from NUMBER --to NUMBER`, or `--cases FILE`
struct Explain: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Tell where a call would go, without a call.",
        usage: """
            hookswitch explain <slug> --from <number> --to <number>
                [--expect <result>] [--draft <file> | --version <version>]
                [--crm live|cache] [--fixture <file>] [--targetid <tag>] [-o json]
            hookswitch explain <slug> --cases <file> [--draft <file>]
                [--fixture <file>] [-o json]
            """,
        discussion: """
            The tenant's Dynamics is asked as for a real call; nothing is recorded. With --draft the call is put to a document \
            that is not applied, and that needs not have the secret; its environment, directory and application must be those \
            of the document in use. What `hookswitch routing show` prints is a draft, too.

            With --version the call is put to the rules of an older version of the document. With --crm cache only what is \
            remembered of the caller counts. With --fixture nobody is asked: the file says in JSON or YAML in which tables the \
            caller would be found, such as {"records": [{"table": "contact"}]}, or with failure why the CRM would not answer.

            A file of cases is a list in YAML or JSON: from, to, expect with one or more of outcome, target and status, and \
            perhaps name. Exits with 6 if anything comes out otherwise.
            """
    )

    @Argument(help: "The tenant's slug.", completion: .tenants)
    var slug: String

    @Option(help: ArgumentHelp("Who calls: anum.", valueName: "number"))
    var from: String?

    @Option(help: ArgumentHelp("The pool in which the call waits: bnum.", valueName: "number"))
    var to: String?

    @Option(
        help: ArgumentHelp(
            "Exit with 6 unless this comes out: a target, `default`, an outcome, 200 or 204.",
            valueName: "result"
        ),
        completion: .list([CallExpectation.defaultRoute] + Outcome.allCases.map(\.rawValue))
    )
    var expect: String?

    @Option(
        help: ArgumentHelp("Calls and what is expected of them; - reads standard input.", valueName: "file"),
        completion: .file()
    )
    var cases: String?

    @Option(
        help: ArgumentHelp("A document or a routing that is not applied; - reads standard input.", valueName: "file"),
        completion: .file()
    )
    var draft: String?

    @OptionGroup var options: ExplainOptions
    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if self.cases == nil {
            guard self.from != nil, self.to != nil else {
                throw ValidationError("--from and --to say which call; or --cases names a file of them.")
            }
        } else {
            guard self.from == nil, self.to == nil, self.expect == nil else {
                throw ValidationError("--cases says who calls and what is expected: without --from, --to and --expect.")
            }
            guard self.cases != "-" || self.draft != "-" else {
                throw ValidationError("Standard input is read once: --cases or --draft, not both.")
            }
        }
        guard self.draft == nil || self.options.version == nil else {
            throw ValidationError("The rules are those of --draft or of --version, not both.")
        }
        let pipes = [self.cases, self.draft, self.options.fixture].count { $0 == "-" }
        guard pipes < 2 else { throw ValidationError("Standard input is read once.") }
        guard self.expect.map({ CallExpectation(parsing: $0) != nil }) ?? true else {
            throw ValidationError(
                "--expect is a number such as +35853445657, default, 200, 204 or an outcome such as no_match."
            )
        }
    }

    func run() async throws {
        let file = try self.draft.map { try DraftDocument.read(InputFile(path: $0), slug: self.slug) }
        let cases = try self.cases.map { try CallCaseFile(file: InputFile(path: $0)).cases() }
        let options = try self.options.values()
        try await self.server.withClient { client in
            let draft = try await file?.document(of: self.slug, through: client)
            let explainer = ExplainClient(client: client, slug: self.slug, draft: draft, options: options)
            if let cases {
                try await self.check(cases, by: explainer)
            } else if let from = self.from, let to = self.to {
                try await self.explain(from, to, by: explainer)
            }
        }
        // Where the draft does what it should, it may be applied; one that was read from a pipe has no name.
        if let file, file.source != InputFile(path: "-").name {
            self.common.sayNext(file.application(to: self.slug) + "    if that is what it should do")
        }
    }

    private func explain(_ from: String, _ to: String, by explainer: ExplainClient) async throws {
        let explanation = try await explainer.explain(from: from, to: to)
        let output = self.common.data
        let steps = TraceSteps(
            trace: explanation.trace,
            status: explanation.status,
            outcome: explanation.outcome,
            target: explanation.target,
            caller: from
        )
        let duration = CallDuration.text(milliseconds: explanation.durationMilliseconds)
        let title = output.palette.bold("\(self.slug): \(explanation.outcome) in \(duration) ms")
        try output.lines([title] + steps.lines(palette: output.palette), model: explanation)
        try self.check(explanation)
    }

    private func check(_ explanation: CallExplanation) throws(CommandFailure) {
        guard let expect, let expectation = CallExpectation(parsing: expect), !expectation.isMet(by: explanation) else {
            return
        }
        let result = "\(explanation.status) \(explanation.outcome)"
        throw CommandFailure(
            .checkNotPassed,
            code: "unexpected_result",
            "the call would go to \(explanation.target ?? CallExpectation.defaultRoute) (\(result)), not to \(expect)",
            fix: "look at the rules above: hookswitch tenant show \(self.slug)"
        )
    }

    private func check(_ cases: [CallCase], by explainer: ExplainClient) async throws {
        var results: [CallCaseResult] = []
        for (index, call) in cases.enumerated() {
            let explanation = try await explainer.explain(from: call.from, to: call.to)
            results.append(CallCaseResult(call, number: index + 1, explanation))
        }
        let report = CallCaseReport(tenant: self.slug, data: results)
        try self.common.data.list(results, model: report)
        guard report.failedCount > 0 else {
            let count = results.count == 1 ? "1 case" : "\(results.count) cases"
            if self.common.output.isForPeople { StandardStream.say("\(count), all as expected.") }
            return
        }
        let count = results.count == 1 ? "the case" : "\(report.failedCount) of \(results.count) cases"
        throw CommandFailure(
            .checkNotPassed,
            code: "unexpected_result",
            "\(count) came out otherwise than expected",
            fix: "hookswitch explain \(self.slug) --from … --to …, for each of them, shows why"
        )
    }
}
