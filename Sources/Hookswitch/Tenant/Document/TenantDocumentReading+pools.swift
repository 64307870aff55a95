import Dynamics
import Routing

extension TenantDocumentReading {
    /// Reads `pools`.
    ///
    /// - Parameter region: Where numbers are read; of one that cannot be used, `nil`, which is told elsewhere: no number is
    ///   called wrong for it, and all else is looked at.
    mutating func pools(_ node: DocumentNode?, region: Region?) -> [Pool] {
        let path = DocumentPath().member("pools")
        guard let node, !node.isNull else { return [] }
        let maximum = TenantDocumentLimits.maximumPoolCount
        guard let elements = self.reader.list(node, at: path, maximumCount: maximum) else { return [] }

        var pools: [Pool] = []
        var firstUse: [PhoneNumber: Int] = [:]
        for (index, element) in elements.enumerated() {
            guard let pool = self.pool(element, at: path.index(index), region: region) else { continue }
            if let first = firstUse[pool.number] {
                let detail = "pools[\(first)] already has this number; a number has one pool"
                self.reader.note("duplicate_pool", at: path.index(index).member("number"), line: element.line, detail)
            } else {
                firstUse[pool.number] = index
                pools.append(pool)
            }
        }
        return pools
    }

    private mutating func pool(_ node: DocumentNode, at path: DocumentPath, region: Region?) -> Pool? {
        let names = ["number", "name", "rules", "otherwise"]
        guard let members = self.reader.members(of: node, at: path, allowing: names) else { return nil }
        let number = self.reader.required("number", in: members, of: node, at: path).flatMap { node in
            self.number(node, at: path.member("number"), region: region)
        }
        let name = self.label(in: members, of: node, at: path)
        let rules = members["rules"].map { self.rules($0, at: path.member("rules"), region: region) } ?? []
        let otherwise =
            members["otherwise"].map { node in
                self.otherwise(node, at: path.member("otherwise"), region: region)
            } ?? .defaultRoute

        guard let number, let name, let rules, let otherwise else { return nil }
        for (index, rule) in rules.enumerated() where rule.target == number {
            let line = Self.line(ofElement: index, of: members["rules"]) ?? node.line
            self.noteLoop(at: path.member("rules").index(index).member("target"), line: line)
        }
        if case .target(number) = otherwise {
            self.noteLoop(at: path.member("otherwise"), line: members["otherwise"]?.line)
        }
        return Pool(number: number, name: name, rules: rules, otherwise: otherwise)
    }

    private mutating func rules(_ node: DocumentNode, at path: DocumentPath, region: Region?) -> [Rule]? {
        guard !node.isNull else { return [] }
        let maximum = TenantDocumentLimits.maximumRuleCount
        guard let elements = self.reader.list(node, at: path, maximumCount: maximum) else { return nil }
        let rules = elements.enumerated().map { self.rule($1, at: path.index($0), region: region) }
        return rules.contains { $0 == nil } ? nil : rules.compactMap(\.self)
    }

    private mutating func rule(_ node: DocumentNode, at path: DocumentPath, region: Region?) -> Rule? {
        guard let members = self.reader.members(of: node, at: path, allowing: ["name", "when", "target"]) else {
            return nil
        }
        let name = self.label(in: members, of: node, at: path)
        let condition = self.reader.required("when", in: members, of: node, at: path).flatMap { node in
            self.condition(node, at: path.member("when"))
        }
        let target = self.reader.required("target", in: members, of: node, at: path).flatMap { node in
            self.number(node, at: path.member("target"), region: region)
        }
        guard let name, let condition, let target else { return nil }
        return Rule(name: name, condition: condition, target: target)
    }

    private mutating func condition(_ node: DocumentNode, at path: DocumentPath) -> CallerCondition? {
        guard let members = self.reader.members(of: node, at: path, allowing: ["caller"]) else { return nil }
        return self.reader.required("caller", in: members, of: node, at: path).flatMap { node in
            self.reader.word(node, at: path.member("caller"))
        }
    }

    private mutating func otherwise(_ node: DocumentNode, at path: DocumentPath, region: Region?) -> Pool.Otherwise? {
        if case .text("default") = node.value { return .defaultRoute }
        return self.number(node, at: path, region: region).map { .target($0) }
    }

    private mutating func label(
        in members: [String: DocumentNode],
        of node: DocumentNode,
        at path: DocumentPath
    ) -> String? {
        let maximum = TenantDocumentLimits.maximumLabelLength
        return self.reader.required("name", in: members, of: node, at: path).flatMap { node in
            self.reader.text(node, at: path.member("name"), maximumLength: maximum, "1 to \(maximum) characters")
        }
    }

    private mutating func number(_ node: DocumentNode, at path: DocumentPath, region: Region?) -> PhoneNumber? {
        if case .text(let text) = node.value {
            if let number = try? PhoneNumber(parsing: text) { return number }
            guard let region else { return nil }
            if let number = PhoneNumberReader(region: region).read(text) { return number }
        }
        let expected = "expected is a telephone number such as \"+35840675644\", in quotes"
        self.reader.note("wrong_value", at: path, line: node.line, expected)
        return nil
    }

    private mutating func noteLoop(at path: DocumentPath, line: Int?) {
        guard !self.toleratesLoops else { return }
        let detail = "the target is the pool itself: its calls would come back for ever; choose another, or `default`"
        self.reader.note("loop", at: path, line: line, detail)
    }

    private static func line(ofElement index: Int, of node: DocumentNode?) -> Int? {
        guard case .list(let elements) = node?.value, elements.indices.contains(index) else { return nil }
        return elements[index].line
    }
}
