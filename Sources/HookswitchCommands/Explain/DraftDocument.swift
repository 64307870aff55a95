import Hookswitch

/// A tenant document that is not applied. Its secret is neither read nor sent.
struct DraftDocument: Sendable {
    /// What somebody drafted: a document, or the pools and rules alone.
    enum File {
        case document(DraftDocument)
        /// The rest is that of the document in use.
        case routing(RoutingFile)

        /// What messages call it: the file's name.
        var source: String {
            switch self {
            case .document(let document): document.source
            case .routing(let file): file.source
            }
        }

        /// The command that puts it in force.
        func application(to slug: String) -> String {
            let path = DevProgram.quoted(self.source)
            return switch self {
            case .document: "hookswitch tenant apply \(path)"
            case .routing: "hookswitch routing apply \(DevProgram.quoted(slug)) -f \(path)"
            }
        }

        /// The whole document.
        func document(of slug: String, through client: AdminClient) async throws -> DraftDocument {
            switch self {
            case .document(let document): return document
            case .routing(let file):
                let server = RoutingServer(client: client, slug: slug)
                let current = try await server.current()
                do {
                    let document = try server.normalized(file.pools, on: current, from: file.source)
                    return DraftDocument(source: file.source, json: try document.jsonText)
                } catch let failure as CommandFailure {
                    throw file.located(failure)
                }
            }
        }
    }

    /// What messages call it: the file's name.
    let source: String
    /// The document.
    let json: String

    private init(source: String, json: String) {
        self.source = source
        self.json = json
    }

    /// Reads what somebody drafted: what `routing show` prints is told from a document by its members.
    ///
    /// - Throws: A ``CommandFailure`` with the line of each mistake, or if there is no document of the tenant.
    static func read(_ file: InputFile, slug: String) throws -> File {
        let text = try file.text()
        guard RoutingFile.isRouting(text) else {
            return .document(try DraftDocument(text, source: file.name, slug: slug))
        }
        return .routing(try RoutingFile(source: file.name, text: text))
    }

    /// Takes a tenant's document out of a text, which may hold others too.
    private init(_ text: String, source: String, slug: String) throws {
        let application = TenantApplication(source: source, text: text, secrets: .unread)
        guard let document = try application.documents().first(where: { $0.slug.text == slug }) else {
            throw CommandFailure(
                .failed,
                code: "no_document",
                "\(source) has no document of \"\(slug)\"",
                fix: "name a slug that stands in the file"
            )
        }
        self.source = source
        self.json = try document.json(includingSecret: false)
    }
}
