import Testing

@testable import Hookswitch

/// What the doctor makes of what was seen at the public URL.
@Suite struct DoctorPublicURLTests {
    private static func checks(
        _ finding: ProbeFinding,
        days: Int? = nil,
        isServing: Bool = false,
        isProduction: Bool = false
    ) -> [String] {
        Doctor.checks(
            PublicURLLook(finding, certificateDays: days),
            isServing: isServing,
            isProduction: isProduction
        ).map { "\($0.id.rawValue) \($0.status.rawValue)\($0.remedy == nil ? "" : " →")" }
    }

    @Test func whoAnswersAndTheCertificateAreTwoChecks() {
        #expect(Self.checks(.ok("it answers"), days: 74) == ["public-url ok", "public-certificate ok"])
        let soon = ProbeFinding.warning(.publicURLCertificateEndsSoon, "it ends", remedy: ["renew it"])
        #expect(Self.checks(soon, days: 3) == ["public-url ok", "public-certificate warning →"])
    }

    @Test(arguments: [
        VerificationHint.publicURLCertificateExpired, .publicURLCertificateOtherName, .publicURLCertificateUntrusted,
    ])
    func certificateThatNobodyBelievesFails(_ hint: VerificationHint) {
        #expect(Self.checks(.failed(hint, "no", remedy: ["mend it"])) == ["public-certificate failed →"])
    }

    @Test func withoutServerNobodyAnswersAndInProductionTheEdgeMust() {
        let refused = ProbeFinding.warning(.publicURLRefused, "no", remedy: ["start it"])
        let stranger = ProbeFinding.failed(.publicURLNotHookswitch, "502", remedy: ["start it"])

        #expect(Self.checks(refused) == ["public-url warning →"])
        #expect(Self.checks(refused, isServing: true) == ["public-url warning →"])
        #expect(Self.checks(refused, isProduction: true) == ["public-url failed →"])
        let behindTheEdge = Self.checks(stranger, days: 74, isProduction: true)
        #expect(behindTheEdge == ["public-url warning →", "public-certificate ok"])
        let plain = ProbeFinding.failed(.publicURLNotHTTPS, "http", remedy: ["set it"])
        #expect(Self.checks(plain, isProduction: true) == ["public-url failed →"])
    }
}
