/// What people might type for a number, before it is known which of it means the number in a region.
struct PhoneNotationCandidates {
    /// Candidates in order of how common they are, none twice.
    private(set) var texts: [String] = []

    private var seen: Set<String> = []
    private let code: String
    private let significant: String

    /// What is dialled before the significant number inside its country: `0` in most of Europe, nothing in Norway.
    private let trunk: String

    private let national: String?
    private let international: String?
    private let destinationCodeLength: Int

    /// The calling code of the North American plan, whose people write numbers their own way.
    private static let northAmerica: Int32 = 1

    private var isNorthAmerican: Bool { self.code == "\(Self.northAmerica)" }

    init(reading: PhoneNumberReader.Reading, significant: String) {
        self.code = "\(reading.countryCode)"
        self.significant = significant
        self.destinationCodeLength = reading.destinationCodeLength
        self.national = PhoneNotation.national.write(reading.digits)
        self.international = PhoneNotation.international.write(reading.digits)

        let dialled = (self.national ?? "").filter { ("0"..."9").contains($0) }
        self.trunk = dialled.hasSuffix(significant) ? String(dialled.dropLast(significant.count)) : ""
    }

    /// Adds the ways of dialling without separators, and libphonenumber's own notations.
    mutating func addCompact(callingFrom region: Region) {
        self.add("+\(self.code)\(self.significant)")
        self.add("\(self.trunk)\(self.significant)")
        if let national { self.add(national) }
        if let international { self.add(international) }
        self.add("00\(self.code)\(self.significant)")
        self.add("\(self.code)\(self.significant)")
        self.add("+\(self.code) \(self.significant)")
        if region.countryCode == Self.northAmerica {
            self.add("011\(self.code)\(self.significant)")
        }
        if !self.trunk.isEmpty {
            self.add("+\(self.code)(\(self.trunk))\(self.significant)")
            self.add("+\(self.code) (\(self.trunk))\(self.significant)")
        }
        if let international {
            self.add("00\(international.dropFirst())")
            self.add(String(international.dropFirst()))
            self.add(international.replacing("-", with: " "))
            self.add(international.replacing(" ", with: "-"))
        }
    }

    /// Adds the number with its digits in groups, the commonest separators for every grouping before the rarer ones.
    mutating func addGrouped() {
        let groupings = PhoneGrouping.all(
            of: self.significant,
            destinationCodeLength: self.destinationCodeLength,
            hasTrunk: !self.trunk.isEmpty
        )
        for grouping in groupings {
            self.add("\(self.trunk)\(grouping.spaced)")
            self.add("+\(self.code) \(grouping.spaced)")
            if !self.trunk.isEmpty { self.add("+\(self.code) (\(self.trunk))\(grouping.spaced)") }
        }
        if self.isNorthAmerican { self.addNorthAmerican(groupings) }
        for grouping in groupings {
            self.add("\(self.trunk)\(grouping.first)-\(grouping.rest(" "))")
            self.add("\(self.trunk)\(grouping.first)-\(grouping.rest("-"))")
            self.add("(\(self.trunk)\(grouping.first)) \(grouping.rest(" "))")
        }
        for grouping in groupings {
            self.add("\(self.trunk)\(grouping.first)/\(grouping.rest(" "))")
            self.add("00\(self.code) \(grouping.spaced)")
            self.add("+\(self.code)-\(grouping.first)-\(grouping.rest("-"))")
            self.add("+\(self.code) (\(grouping.first)) \(grouping.rest(" "))")
        }
    }

    private mutating func addNorthAmerican(_ groupings: [PhoneGrouping]) {
        for grouping in groupings {
            let rest = grouping.rest("-")
            self.add("(\(grouping.first)) \(rest)")
            self.add("(\(grouping.first))\(rest)")
            self.add("\(grouping.first)-\(rest)")
            self.add("\(grouping.first).\(grouping.rest("."))")
            for prefix in ["+\(self.code)", self.code] {
                self.add("\(prefix) (\(grouping.first)) \(rest)")
                self.add("\(prefix)-\(grouping.first)-\(rest)")
                self.add("\(prefix) \(grouping.first)-\(rest)")
                self.add("\(prefix).\(grouping.first).\(grouping.rest("."))")
            }
        }
    }

    private mutating func add(_ text: String) {
        if self.seen.insert(text).inserted { self.texts.append(text) }
    }
}
