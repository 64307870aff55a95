import Foundation
import Hookswitch
import Yams

/// A tenant's routing by itself, as it is shown, edited and sent back.
struct RoutingSheet: Encodable, Sendable {
    /// Whose it is.
    let slug: String
    /// The version of the document whose it is.
    let version: Int32
    /// The pools, each with its rules.
    let pools: [DocumentValue]

    /// The sheet as a file: YAML that `routing apply` takes.
    var text: String {
        get throws {
            let encoder = YAMLEncoder()
            encoder.options.sortKeys = true
            encoder.options.allowUnicode = true
            struct Body: Encodable { let pools: [DocumentValue] }
            let pools = try encoder.encode(Body(pools: self.pools))
            return """
                # The routing of \(self.slug). What you change goes back with
                #   hookswitch routing apply \(self.slug) --file FILE
                # and the version says which one you saw, so that nobody's change is lost.
                version: \(self.version)
                \(pools)
                """
        }
    }
}
