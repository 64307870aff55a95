/// Where in a document a value stands.
struct DocumentPath: Hashable, Sendable {
    private enum Step: Hashable, Sendable {
        case member(String)
        case index(Int)
    }

    private var steps: [Step] = []

    /// The place of a member of the value here.
    func member(_ name: String) -> DocumentPath {
        var path = self
        path.steps.append(.member(name))
        return path
    }

    /// The place of an element of the list here.
    func index(_ index: Int) -> DocumentPath {
        var path = self
        path.steps.append(.index(index))
        return path
    }

    /// As programs have it, RFC 6901: `/pools/0/target`.
    var pointer: String {
        self.steps.map { step in
            switch step {
            case .member(let name): "/" + Self.escape(name)
            case .index(let index): "/\(index)"
            }
        }.joined()
    }

    /// As people have it: `pools[0].target`.
    var text: String {
        self.steps.reduce("") { text, step in
            switch step {
            case .member(let name): text.isEmpty ? name : text + "." + name
            case .index(let index): text + "[\(index)]"
            }
        }
    }

    private static func escape(_ name: String) -> String {
        name.reduce(into: "") { text, character in
            switch character {
            case "~": text += "~0"
            case "/": text += "~1"
            default: text.append(character)
            }
        }
    }
}
