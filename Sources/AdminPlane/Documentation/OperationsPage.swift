import Yams

/// The operations as a page for people: one document of HTML, made of the description, that asks nobody for anything else.
enum OperationsPage {
    /// Methods as the description has them, in the order in which people look for them.
    private static let methods = ["get", "post", "put", "patch", "delete"]

    /// The page.
    ///
    /// - Throws: An error of the YAML reader.
    static func html(ofYAML yaml: [UInt8]) throws -> String {
        let root = try Yams.compose(yaml: String(decoding: yaml, as: UTF8.self)) ?? Yams.Node("")
        var groups: [(name: String, about: String, operations: [String])] = (root["tags"]?.array() ?? []).map { tag in
            (tag["name"]?.string ?? "", tag["description"]?.string ?? "", [])
        }
        for (path, item) in root["paths"]?.mapping.map(Array.init) ?? [] {
            for method in Self.methods {
                guard let operation = item[method] else { continue }
                let tag = operation["tags"]?.array().first?.string ?? ""
                guard let index = groups.firstIndex(where: { $0.name == tag }) else { continue }
                groups[index].operations.append(
                    Self.operation(operation, method: method, path: path.string ?? "", item)
                )
            }
        }
        let title = root["info"]?["title"]?.string ?? ""
        let contents = groups.map { group in
            "<li><a href=\"#\(Self.anchor(group.name))\">\(Self.escaped(group.name))</a></li>"
        }
        let sections = groups.map { group in
            """
            <h2 id="\(Self.anchor(group.name))">\(Self.escaped(group.name))</h2>
            <p>\(Self.escaped(group.about))</p>
            \(group.operations.joined())
            """
        }
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>\(Self.escaped(title))</title>
            </head>
            <body>
            <h1>\(Self.escaped(title))</h1>
            \(Self.paragraphs(root["info"]?["description"]?.string))
            <p>For programs: <a href="/api/v1/openapi.json">openapi.json</a>, <a href="/api/v1/openapi.yaml">openapi.yaml</a></p>
            <nav><ul>\(contents.joined())</ul></nav>
            <main>
            \(sections.joined(separator: "\n"))
            </main>
            </body>
            </html>

            """
    }

    private static func operation(_ node: Yams.Node, method: String, path: String, _ item: Yams.Node) -> String {
        let parameters = (item["parameters"]?.array() ?? []) + (node["parameters"]?.array() ?? [])
        let names = parameters.map { parameter in
            let reference = parameter["$ref"]?.string?.split(separator: "/").last.map(String.init)
            return "<code>\(Self.escaped(parameter["name"]?.string ?? reference ?? ""))</code>"
        }
        let answers = (node["responses"]?.mapping.map(Array.init) ?? []).map { status, _ in status.string ?? "" }
        let id = Self.escaped(node["operationId"]?.string ?? "")
        return """
            <article id="\(id)">
            <h3><code>\(method.uppercased()) \(Self.escaped(path))</code></h3>
            <p><strong>\(Self.escaped(node["summary"]?.string ?? ""))</strong></p>
            \(Self.paragraphs(node["description"]?.string))
            <dl>
            <dt>Operation</dt><dd><code>\(id)</code></dd>
            <dt>Permission</dt><dd><code>\(Self.escaped(node["x-permission"]?.string ?? "anybody"))</code></dd>
            <dt>Parameters</dt><dd>\(names.isEmpty ? "none" : names.joined(separator: ", "))</dd>
            <dt>Answers</dt><dd>\(Self.escaped(answers.joined(separator: ", ")))</dd>
            </dl>
            </article>

            """
    }

    private static func paragraphs(_ text: String?) -> String {
        (text ?? "").split(separator: "\n\n").map { "<p>\(Self.escaped(String($0)))</p>" }.joined()
    }

    private static func anchor(_ name: String) -> String {
        Self.escaped("tag-" + name.replacing(" ", with: "-"))
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
