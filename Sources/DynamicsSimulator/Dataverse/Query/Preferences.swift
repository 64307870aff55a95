/// What a request's `Prefer` headers ask for.
struct Preferences: Sendable, Hashable {
    /// Dataverse's default page and its largest.
    static let maximumPageSize = 5000

    /// `odata.maxpagesize`, at most 5,000; none if absent or not a number above 0.
    var pageSize: Int?
    /// What goes into `Preference-Applied`.
    var applied: String?

    init(_ headers: [String]) {
        for part in headers.joined(separator: ",").split(separator: ",") {
            let sides = part.split(separator: "=", maxSplits: 1).map { $0.trimmed }
            guard sides.count == 2, sides[0].lowercased() == "odata.maxpagesize" else { continue }
            let digits = sides[1].filter { $0 != "\"" }
            guard let size = Int(digits), size > 0 else { continue }
            self.pageSize = min(size, Self.maximumPageSize)
            self.applied = "odata.maxpagesize=\(min(size, Self.maximumPageSize))"
        }
    }
}
