/// Somebody holds segments of a tenant whose end is to be certified: a server that hashes one, and ends soon.
struct HeldSegments: Error, CustomStringConvertible {
    var description: String {
        "a session holds a row of the tenant's decision segments; a server that seals lets go within minutes, "
            + "another one is found in pg_stat_activity"
    }
}
