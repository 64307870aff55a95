import HTTPTypes
import Hookswitch
import Hummingbird

extension AuthenticatedRequest {
    /// The most tags in one `If-Match`; a client has seen one version, or a few.
    private static var maximumTagCount: Int { 16 }

    /// Which version the change is meant for.
    ///
    /// - Throws: A ``Problem`` if `If-Match` is missing or cannot be read.
    func versionCondition() throws(Problem) -> VersionCondition {
        let values = self.request.headers[values: .ifMatch]
        guard !values.isEmpty else {
            throw Problem(
                .preconditionRequired,
                "The request has no If-Match.",
                fix: "Send the ETag that came with what is to be changed, so that nobody's change is lost."
            )
        }
        let text = values.joined(separator: ",")
        if text.split(whereSeparator: { $0 == " " || $0 == "\t" }) == ["*"] { return .any }
        guard let tags = EntityTag.list(text), (1...Self.maximumTagCount).contains(tags.count) else {
            throw Problem(
                .invalidHeader,
                "If-Match is neither `*` nor a list of at most \(Self.maximumTagCount) entity tags.",
                fix: "Send the ETag that came with what is to be changed, its quotes included."
            )
        }
        return .among(Set(tags.compactMap(EntityTag.seen)))
    }
}
