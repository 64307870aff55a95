import Hookswitch

/// A tenant document that is not applied. Its secret is neither read nor sent.
struct DraftDocument: Sendable {
    /// What messages call it: the file's name.
    let source: String
    /// The document.
    let json: String

    /// Takes a tenant's document out of a file, which may hold others too.
    ///
    /// - Throws: A ``CommandFailure`` with the line of each mistake, or if there is no document of the tenant.
    init(file: InputFile, slug: String) throws {
        let application = TenantApplication(source: file.name, text: try file.text(), secrets: .unread)
        guard let document = try application.documents().first(where: { $0.slug.text == slug }) else {
            throw CommandFailure(
                .failed,
                code: "no_document",
                "\(file.name) has no document of \"\(slug)\"",
                fix: "name a slug that stands in the file"
            )
        }
        self.source = file.name
        self.json = try document.json(includingSecret: false)
    }
}
