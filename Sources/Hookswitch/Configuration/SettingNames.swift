/// Finds keys and variables that are no settings, and says what may have been meant.
struct SettingNames {
    /// Variables of ours that are read elsewhere: by commands that are clients, and to find the file.
    static let otherEnvironmentNames: Set<String> = {
        let names: Set = [
            "HOOKSWITCH_URL", "HOOKSWITCH_TOKEN", "HOOKSWITCH_PROFILE", "HOOKSWITCH_PAGER", "HOOKSWITCH_CONFIG",
        ]
        #if DEBUG
            return names.union([PlantedTrap.environmentName])
        #else
            return names
        #endif
    }()

    private let settings: [Setting]
    private let keys: Set<String>
    private let groups: Set<String>

    init(_ settings: [Setting]) {
        self.settings = settings
        self.keys = Set(settings.map(\.key))
        self.groups = Set(
            settings.flatMap { setting in
                let components = setting.components
                return (1..<max(1, components.count)).map { components.prefix($0).joined(separator: ".") }
            }
        )
    }

    /// Variables that begin like ours and are not.
    func problems(inEnvironment environment: [String: String]) -> [ConfigurationError.Problem] {
        let known = Set(self.settings.map(\.environmentName)).union(Self.otherEnvironmentNames)
        return environment.keys.sorted().compactMap { name in
            guard name.hasPrefix("HOOKSWITCH_"), !known.contains(name) else { return nil }
            return .init(
                key: name,
                origin: .environment(name: name),
                reason: "there is no such setting",
                remedy: self.remedy(for: name, among: known, otherwise: "Unset it.")
            )
        }
    }

    /// Keys of the file that are no settings, stand there twice, or hold a value where a group belongs.
    func problems(inFile file: ConfigurationFile) -> [ConfigurationError.Problem] {
        var seen: Set<String> = []
        return file.entries.compactMap { entry in
            let origin = SettingOrigin.file(path: file.path, line: entry.line)
            guard seen.insert(entry.key).inserted else {
                return .init(
                    key: entry.key,
                    origin: origin,
                    reason: "it is set twice",
                    remedy: "Take one of them away."
                )
            }
            if self.keys.contains(entry.key) { return nil }
            if self.groups.contains(entry.key) {
                // A group all of whose settings are commented out reads as a key without a value.
                guard !entry.isNull else { return nil }
                let members = self.keys.filter { $0.hasPrefix(entry.key + ".") }.sorted().joined(separator: ", ")
                return .init(
                    key: entry.key,
                    origin: origin,
                    reason: "a group of settings belongs there, not a value",
                    remedy: "Set one of \(members)."
                )
            }
            return .init(
                key: entry.key,
                origin: origin,
                reason: "there is no such setting",
                remedy: self.remedy(for: entry.key, among: self.keys, otherwise: "Take it away.")
            )
        }
    }

    /// Overrides that are no settings: a mistake in a command.
    func problems(inFlags flags: [String: String]) -> [ConfigurationError.Problem] {
        flags.keys.sorted().filter { !self.keys.contains($0) }.map {
            .init(key: $0, origin: .flag, reason: "there is no such setting", remedy: "Take the option away.")
        }
    }

    private func remedy(for name: String, among known: Set<String>, otherwise: String) -> String {
        let small = name.lowercased()
        // The same last part in another group is the likeliest mistake: poolSize for database.poolSize.
        if let moved = known.sorted().first(where: { $0.lowercased().hasSuffix("." + small) }) {
            return "Did you mean \(moved)? \(otherwise)"
        }
        let ranked = known.map { (name: $0, distance: editDistance(small, $0.lowercased())) }
        let nearest = ranked.min { ($0.distance, $0.name) < ($1.distance, $1.name) }
        // A third of the letters wrong is another word.
        guard let nearest, nearest.distance * 3 <= small.count else { return otherwise }
        return "Did you mean \(nearest.name)? \(otherwise)"
    }
}

/// How many letters must be changed, added or taken away (Levenshtein), for names of at most 64 letters.
private func editDistance(_ first: String, _ second: String) -> Int {
    let maximumLength = 64
    let columns = Array(second.utf8.prefix(maximumLength))
    var row = Array(0...columns.count)
    for (index, letter) in first.utf8.prefix(maximumLength).enumerated() {
        var diagonal = row[0]
        row[0] = index + 1
        for (column, other) in columns.enumerated() {
            let substituted = diagonal + (letter == other ? 0 : 1)
            diagonal = row[column + 1]
            row[column + 1] = min(substituted, row[column] + 1, diagonal + 1)
        }
    }
    return row[columns.count]
}
