/// What came out of a file of cases, for programs.
struct CallCaseReport: Codable, Sendable {
    /// The tenant's slug.
    let tenant: String
    /// How many came out as expected.
    let passedCount: Int
    /// How many did not.
    let failedCount: Int
    /// Each case, in the order of the file.
    let data: [CallCaseResult]

    enum CodingKeys: String, CodingKey {
        case tenant, data
        case passedCount = "passed"
        case failedCount = "failed"
    }

    init(tenant: String, data: [CallCaseResult]) {
        self.tenant = tenant
        self.data = data
        self.passedCount = data.count { $0.isMet }
        self.failedCount = data.count - self.passedCount
    }
}
