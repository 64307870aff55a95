/// A size for people.
enum ByteText {
    /// The size in the largest unit of which it has ten, such as `12 MB`; a unit is 1024 of the one below, as Postgres counts.
    static func text(_ bytes: Int64) -> String {
        let units = ["bytes", "kB", "MB", "GB", "TB"]
        var value = max(bytes, 0)
        var unit = 0
        while value >= 10 * 1024, unit < units.count - 1 {
            value /= 1024
            unit += 1
        }
        return "\(value) \(units[unit])"
    }
}
