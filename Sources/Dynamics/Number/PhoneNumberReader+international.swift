public import Routing

extension PhoneNumberReader {
    /// The number that a text means wherever it is read: one with its country code, behind `+` or `00`.
    ///
    /// - Returns: `nil` of a text without a country code, and of one that is no number that can exist.
    public static func readInternational(_ text: String) -> PhoneNumber? {
        guard let text = PhoneNumberText(text.utf8), text.dialled.first == UInt8(ascii: "+"),
            // Behind a country code it makes no difference which.
            let region = try? Region(parsing: "FI")
        else { return nil }
        return PhoneNumberReader(region: region).read(text)?.number
    }
}
