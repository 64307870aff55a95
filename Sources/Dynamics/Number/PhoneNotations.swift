public import Routing

/// The notations in which a CRM may hold a number, to be searched for as exact texts.
///
/// Dataverse keeps whatever was typed (`reference/domain.md` D23), and only an exact comparison can use an index, so
/// every common way of typing the number is asked for at once. A notation is kept only if it means this number in the
/// region: a foreign number's national form, which is somebody else's number here, is never searched.
public enum PhoneNotations {
    /// A query repeats the notations for each phone column; with more, its URL would pass common limits.
    public static let maximumCount = 64

    /// The notations of a number, most common first, all ASCII and none twice.
    ///
    /// - Parameters:
    ///   - number: The number.
    ///   - region: How the CRM's numbers without a country code are read.
    /// - Returns: At most ``maximumCount`` texts; the first is E.164.
    public static func of(_ number: PhoneNumber, region: Region) -> [String] {
        let reader = PhoneNumberReader(region: region)
        guard
            let text = PhoneNumberText(number.e164.utf8),
            let reading = reader.read(text),
            reading.number == number,
            let significant = PhoneNotation.significant.write(reading.digits)
        else { return [number.e164] }

        var candidates = PhoneNotationCandidates(reading: reading, significant: significant)
        candidates.addCompact(callingFrom: region)
        candidates.addGrouped()

        // Texts that differ only in separators are read alike; each way of dialling is read once.
        var verdicts: [PhoneNumberText: Bool] = [:]
        var kept: [String] = []
        for candidate in candidates.texts {
            guard kept.count < Self.maximumCount else { break }
            guard let text = PhoneNumberText(candidate.utf8) else { continue }
            let isSame = verdicts[text] ?? (reader.read(text)?.number == number)
            verdicts[text] = isSame
            if isSame { kept.append(candidate) }
        }
        return kept
    }

    /// The digits after the country code, or all digits when the number's plan is unknown.
    static func significantDigits(of number: PhoneNumber) -> String {
        guard let digits = UInt64(number.digits) else { return number.digits }
        return PhoneNotation.significant.write(digits) ?? number.digits
    }
}
