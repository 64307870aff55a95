/// The line on stdout that says the simulator answers, and where.
struct Announcement: Encodable {
    let port: Int
    let controlPort: Int?
    let caFile: String?
    let origin: String
}
