import Hookswitch
import Routing
import Yams

extension ProfileFile {
    /// What is written; the reader goes by nodes, for it must say lines.
    private struct Wire: Encodable {
        struct Entry: Encodable {
            let url: String
            let token: String?
            // As it stands in the file.
            let token_file: String?
        }

        let current: String?
        let profiles: [String: Entry]
    }

    /// Reads the file's text.
    ///
    /// - Parameters:
    ///   - text: YAML.
    ///   - path: What messages call it. They never show a value of the file, which may be a token.
    /// - Throws: A ``CommandFailure`` with the line of the first mistake.
    init(parsing text: String, path: String) throws(CommandFailure) {
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            throw Self.failure(path, line: Self.line(of: error), member: nil, "this is not YAML")
        }
        guard let root, root.null == nil else { return }
        for (name, line, node) in try Self.members(of: root, path, at: "", among: ["current", "profiles"]) {
            if name == "current" {
                self.current = try Self.text(node, path, line, at: name)
                continue
            }
            for (name, line, node) in try Self.members(of: node, path, at: "profiles", among: nil) {
                let place = "profiles.\(name)"
                guard Profile.isName(name) else {
                    let rule = "a profile's name is 1 to 64 of a-z, A-Z, 0-9, hyphen, dot and underscore"
                    throw Self.failure(path, line: line, member: "profiles", rule)
                }
                self.profiles[name] = try Self.profile(node, path, line, at: place)
            }
        }
        if let current, self.profiles[current] == nil {
            throw Self.failure(path, line: nil, member: "current", "there is no profile of this name")
        }
    }

    /// The file's text.
    func yaml() throws -> String {
        let entries = self.profiles.mapValues { profile in
            switch profile.credential {
            case .token(let token): Wire.Entry(url: profile.url, token: token.reveal(), token_file: nil)
            case .file(let file): Wire.Entry(url: profile.url, token: nil, token_file: file)
            case nil: Wire.Entry(url: profile.url, token: nil, token_file: nil)
            }
        }
        let encoder = YAMLEncoder()
        encoder.options.sortKeys = true
        return "# Written by `hookswitch login`. It may hold API tokens: keep it to yourself (chmod 600).\n"
            + (try encoder.encode(Wire(current: self.current, profiles: entries)))
    }

    private static func profile(
        _ node: Node,
        _ path: String,
        _ line: Int?,
        at place: String
    ) throws(CommandFailure) -> Profile {
        var texts: [String: String] = [:]
        for (name, line, node) in try Self.members(of: node, path, at: place, among: ["url", "token", "token_file"]) {
            texts[name] = try Self.text(node, path, line, at: "\(place).\(name)")
        }
        guard let url = texts["url"] else {
            throw Self.failure(path, line: line, member: place + ".url", "it is required")
        }
        switch (texts["token"], texts["token_file"]) {
        case (.some, .some):
            throw Self.failure(path, line: line, member: place, "either token or token_file, not both")
        case (.some(let token), nil): return Profile(url: url, credential: .token(Secret(token)))
        case (nil, .some(let file)): return Profile(url: url, credential: .file(file))
        case (nil, nil): return Profile(url: url, credential: nil)
        }
    }

    private static func members(
        of node: Node,
        _ path: String,
        at place: String,
        among names: [String]?
    ) throws(CommandFailure) -> [(name: String, line: Int?, node: Node)] {
        guard let mapping = node.mapping else {
            throw Self.failure(path, line: node.mark?.line, member: place, "members are expected here")
        }
        var members: [(name: String, line: Int?, node: Node)] = []
        for (key, value) in mapping {
            let line = key.mark?.line
            guard let name = key.scalar?.string, names?.contains(name) ?? true else {
                let hint = key.scalar.flatMap { NearestWord.find($0.string, among: names ?? []) }
                let expected = "expected are \((names ?? ["names"]).joined(separator: ", "))"
                let meant = hint.map { "; did you mean \($0)?" } ?? ""
                throw Self.failure(path, line: line, member: place, expected + meant)
            }
            members.append((name, line, value))
        }
        return members
    }

    private static func text(
        _ node: Node,
        _ path: String,
        _ line: Int?,
        at place: String
    ) throws(CommandFailure) -> String {
        guard let text = node.scalar?.string, !text.isEmpty, node.null == nil else {
            throw Self.failure(path, line: line, member: place, "a text is expected")
        }
        return text
    }

    private static func line(of error: any Error) -> Int? {
        switch error as? YamlError {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        default: nil
        }
    }

    private static func failure(_ path: String, line: Int?, member: String?, _ detail: String) -> CommandFailure {
        var failure = CommandFailure(.failed, code: "profile_file", "the file of profiles cannot be used")
        failure.source = path
        let place = member.flatMap { $0.isEmpty ? nil : $0 }
        failure.problem.errors = [Problem.Issue(line: line, path: place, code: "profile_file", detail: detail)]
        failure.problem.fix = "mend the file, or remove it and log in again: hookswitch login"
        return failure
    }
}
