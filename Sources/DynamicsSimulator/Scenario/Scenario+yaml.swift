import Yams

extension Scenario {
    /// Reads a scenario from YAML.
    ///
    /// - Parameter yaml: One YAML document; `deploy/demo/scenario.yaml` shows every member.
    /// - Throws: ``ScenarioError`` with every problem, each with its line and path.
    public init(yaml: String) throws(ScenarioError) {
        let root: Node?
        do {
            root = try Yams.compose(yaml: yaml)
        } catch {
            throw ScenarioError(problems: [Self.problem(with: error)])
        }
        guard let root else {
            throw ScenarioError(problems: [.init(line: 1, path: "", message: "the document is empty")])
        }

        let reader = ScenarioReader()
        let scenario = Scenario(reading: root, with: reader)
        let lines = scenario.map { _ in SourceLines(root) }
        guard reader.problems.isEmpty, let scenario, let lines else {
            throw ScenarioError(problems: reader.problems)
        }
        let problems = scenario.problems(lines: lines)
        guard problems.isEmpty else { throw ScenarioError(problems: problems) }
        self = scenario
    }

    private init?(reading root: Node, with reader: ScenarioReader) {
        let allowed = ["tokenLifetimeSeconds", "loopDetectionCount", "defaultEnvironment", "entra", "environments"]
        guard let members = reader.members(of: root, path: "", allowed: allowed) else { return nil }
        self.init(
            entraTenants: reader.list("entra", in: members).compactMap { item in
                EntraTenant(reading: item.node, path: item.path, with: reader)
            },
            environments: reader.list("environments", in: members).compactMap { item in
                DataverseEnvironment(reading: item.node, path: item.path, with: reader)
            },
            defaultEnvironment: reader.optionalText("defaultEnvironment", in: members),
            tokenLifetimeSeconds: reader.positiveCount("tokenLifetimeSeconds", in: members)
                ?? Self.usualTokenLifetimeSeconds,
            loopDetectionCount: reader.positiveCount("loopDetectionCount", in: members)
        )
    }

    private static func problem(with error: any Error) -> ScenarioError.Problem {
        switch error {
        case YamlError.scanner(_, let problem, let mark, _),
            YamlError.parser(_, let problem, let mark, _),
            YamlError.composer(_, let problem, let mark, _):
            .init(line: mark.line, path: "", message: "not YAML: \(problem)")
        case YamlError.duplicatedKeysInMapping(let duplicates, let context):
            .init(line: context.mark.line, path: "", message: "given twice: \(duplicates.joined(separator: ", "))")
        case YamlError.reader(let problem, _, _, _):
            .init(line: nil, path: "", message: "not YAML: \(problem)")
        default:
            .init(line: nil, path: "", message: "not YAML")
        }
    }
}
