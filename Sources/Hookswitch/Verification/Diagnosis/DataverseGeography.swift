/// Where on Earth an environment is, by the part of its host that says so.
enum DataverseGeography {
    /// The regions used in the field (`reference/domain.md` D2). It only serves a hint, so a new one may be missing.
    private static let names = [
        "crm": "North America", "crm2": "South America", "crm3": "Canada", "crm4": "Europe, Middle East and Africa",
        "crm5": "Asia Pacific", "crm6": "Oceania", "crm7": "Japan", "crm8": "India", "crm9": "US Government",
        "crm11": "United Kingdom", "crm12": "France",
    ]

    /// The region's label and name, such as `crm4, which is Europe, Middle East and Africa`; `nil` if the host has none.
    static func text(ofHost host: String) -> String? {
        guard let label = host.split(separator: ".").first(where: { $0.hasPrefix("crm") }).map(String.init) else {
            return nil
        }
        return self.names[label].map { "\(label), which is \($0)" } ?? label
    }
}
