import Hookswitch

/// What the server is asked to say of each tenant of a list besides what it says of all.
///
/// It reads calls for that, and so gives pages of ten. A person who asked for a table of thousands of tenants wants to see them, and
/// not to wait for their calls to be counted: then only what was asked for by name is.
struct TenantListExpansion: Hashable, Sendable {
    /// So many tenants are told of whole without anybody having asked: 20 pages of ten.
    static let maximumUnaskedCount = AdminClient.maximumPageSize

    /// What the server is asked for; `nil` is nothing.
    let query: String?
    /// Whether a long list goes without: nobody asked for it by name.
    let isUnasked: Bool

    /// Decides.
    ///
    /// - Parameters:
    ///   - columns: The columns that were named; `nil` for all.
    ///   - state: What the list is narrowed by.
    ///   - activity: Whether calls were asked for.
    init(format: OutputFormat, columns: [String]?, state: TenantListState?, activity: Bool) {
        let shown = columns.map { Set($0.map { $0.lowercased() }) }
        let hasColumns =
            switch format {
            case .table, .wide, .csv: true
            case .json, .yaml, .ndjson, .name: false
            }
        let isNamed = shown.map { !$0.isDisjoint(with: TenantView.activityColumns) } ?? false
        let isNarrowed = state == .active || state == .onboarding
        let counts = activity || hasColumns && (shown == nil || isNamed)
        let tellsState = isNarrowed || hasColumns && (shown?.contains("state") ?? true)
        let names = (counts ? ["activity"] : []) + (tellsState ? ["onboarding"] : [])
        self.query = names.isEmpty ? nil : names.joined(separator: ",")
        // A program that reads CSV has the same columns of a fleet of any size, and waits for them.
        self.isUnasked = !names.isEmpty && format.isForPeople && !activity && !isNamed && !isNarrowed
    }

    /// What is said under a list that went without.
    static let notice =
        "Of more than \(Self.maximumUnaskedCount) tenants calls, and how far each is brought on, are told with --activity."
}
