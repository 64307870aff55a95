import Crypto
import Foundation

/// How an installation recognises itself from outside: it sends a question to its own public URL that only a holder of its
/// key ring can make, and only a holder can answer.
///
/// The calls listener keeps nothing of it: a question is checked, and its answer made, by two HMACs. To whoever cannot make a
/// question the listener says what it says to anybody.
public struct InstallationProof: Sendable {
    /// The field of a request that carries a question.
    public static let fieldName = "Hookswitch-Probe"

    /// How far a question's time may be from ours: the patience of a probe, and clocks that differ by what the doctor lets pass.
    static let tolerance = 60
    /// How many characters a question has.
    public static let questionLength = 2 * (Self.bodyByteCount + Self.codeByteCount)
    /// How many characters an answer has.
    public static let answerLength = 2 * Self.codeByteCount

    /// The seconds since 1970, and 16 random bytes.
    private static let bodyByteCount = 8 + Self.nonceByteCount
    private static let nonceByteCount = 16
    private static let codeByteCount = 32
    /// A key ring has two or three keys while one is replaced; the work of a question stays small whatever a file holds.
    private static let maximumKeyCount = 4

    /// The keys, newest first.
    private let keys: [SymmetricKey]

    /// Derives the keys from a key ring.
    init(keyRing: KeyRing) {
        self.keys = keyRing.keys.prefix(Self.maximumKeyCount).map { key in
            HKDF<SHA256>.deriveKey(
                inputKeyMaterial: key.key,
                info: Array("hookswitch installation proof 1".utf8),
                outputByteCount: 32
            )
        }
    }

    /// Makes a question.
    ///
    /// - Parameters:
    ///   - second: The time, in seconds since 1970.
    ///   - random: Where the nonce comes from.
    func question(at second: Int, random: inout some RandomNumberGenerator) -> InstallationQuestion? {
        guard let key = self.keys.first else { return nil }
        let time = withUnsafeBytes(of: Int64(second).bigEndian) { Array($0) }
        let body = time + (0..<Self.nonceByteCount).map { _ in UInt8.random(in: 0...255, using: &random) }
        let bytes = body + Self.code("question", body, key)
        return InstallationQuestion(
            text: Hexadecimal.encode(bytes),
            answer: Hexadecimal.encode(Self.code("answer", bytes, key))
        )
    }

    /// Answers a question.
    ///
    /// - Parameters:
    ///   - question: What the request's field holds.
    ///   - second: The time, in seconds since 1970.
    /// - Returns: ``answerLength`` characters; `nil` if it is no question of this installation's, or of another time.
    public func answer(_ question: String, at second: Int) -> String? {
        guard question.utf8.count == Self.questionLength, let bytes = Hexadecimal.decode(question) else { return nil }
        let body = Array(bytes.prefix(Self.bodyByteCount))
        let code = bytes.dropFirst(Self.bodyByteCount)
        guard let key = self.keys.first(where: { Self.isCode(code, of: "question", body, $0) }) else { return nil }
        let time = body.prefix(8).reduce(Int64(0)) { $0 << 8 | Int64($1) }
        guard abs(time - Int64(second)) <= Int64(Self.tolerance) else { return nil }
        return Hexadecimal.encode(Self.code("answer", bytes, key))
    }

    /// The purpose ends with a zero, so that no question is an answer.
    private static func material(_ purpose: String, _ bytes: [UInt8]) -> [UInt8] {
        Array(purpose.utf8) + [0] + bytes
    }

    private static func code(_ purpose: String, _ bytes: [UInt8], _ key: SymmetricKey) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Self.material(purpose, bytes), using: key))
    }

    private static func isCode(
        _ code: ArraySlice<UInt8>,
        of purpose: String,
        _ bytes: [UInt8],
        _ key: SymmetricKey
    ) -> Bool {
        HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: Self.material(purpose, bytes), using: key)
    }
}
