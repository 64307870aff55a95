import CPhoneNumbers
public import Routing

/// Reads telephone numbers as they stand in a CRM or arrive with a call, in one region.
///
/// It costs some 10 µs a number and is safe to use from any thread.
public struct PhoneNumberReader: Hashable, Sendable {
    /// How numbers without a country code are read.
    public let region: Region

    /// Makes a reader.
    public init(region: Region) {
        self.region = region
    }

    /// Whether some numbering plan may have the number: its country code is assigned and its length is one of that plan's.
    ///
    /// It asks less than ``read(_:)`` does, for a network's own number may be of a range newer than what is known here.
    public func isPossible(_ number: PhoneNumber) -> Bool {
        guard let digits = UInt64(number.digits) else { return false }
        return hookswitch_phone_possible(digits)
    }

    /// The number that a text means in this region, or `nil` when it is not one that can exist.
    public func read(_ text: String) -> PhoneNumber? {
        self.read(utf8: text.utf8)
    }

    /// The number that a text means in this region, or `nil` when it is not one that can exist.
    ///
    /// - Parameter text: UTF-8; anything else is no number.
    public func read(utf8 text: some Collection<UInt8>) -> PhoneNumber? {
        guard let text = PhoneNumberText(text) else { return nil }
        return self.read(text)?.number
    }

    /// The number and what its numbering plan says of it.
    func read(_ text: PhoneNumberText) -> Reading? {
        let read = text.dialled.withUnsafeBytes { bytes in
            self.region.withLetters { letters in
                hookswitch_phone_read(bytes.bindMemory(to: CChar.self).baseAddress, bytes.count, letters)
            }
        }
        guard read.valid else { return nil }

        // libphonenumber knows some valid numbers shorter than any that Hookswitch routes.
        guard let number = try? PhoneNumber(parsing: "+\(read.digits)") else { return nil }
        return Reading(
            number: number,
            digits: read.digits,
            countryCode: read.country_code,
            destinationCodeLength: Int(read.destination_code_length)
        )
    }

    /// A number that exists, taken apart.
    struct Reading: Hashable, Sendable {
        let number: PhoneNumber
        let digits: UInt64
        let countryCode: Int32
        let destinationCodeLength: Int
    }
}
