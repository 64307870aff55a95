import Dynamics
import Foundation

/// Whether the telephony cloud could call what the tenants' addresses begin with: what the address itself tells, and what
/// answers there.
struct PublicURLCheck: Sendable {
    /// What addresses begin with.
    let publicURL: BaseURL
    /// Whether the installation is there to try things out.
    let isDevelopment: Bool
    /// Whether the address is one that may be called although it is of this machine or network.
    let isAllowed: Bool

    /// A certificate that ends sooner is near the end of what renews it by itself: those renew a month ahead.
    private static let certificateNotice = 14

    /// How an edge says that it lets in others and not whoever asks.
    private static let keepingOut: Set<Int> = [401, 403, 429]

    /// What is wrong with the address, whoever answers there.
    var textFinding: ProbeFinding? {
        guard self.publicURL.scheme == "https", self.publicURL.port == 443 || self.isAllowed else {
            guard !HostName(self.publicURL).isLocal else { return self.local }
            return self.finding(
                .publicURLNotHTTPS,
                "public.url is \(self.publicURL.text); Enreach calls https on port 443 and nothing else.",
                remedy: self.setting
            )
        }
        return HostName(self.publicURL).isLocal && !self.isAllowed ? self.local : nil
    }

    private var local: ProbeFinding {
        self.finding(
            .publicURLLocal,
            "public.url is \(self.publicURL.text), which nobody but this machine can call.",
            remedy: self.setting
        )
    }

    /// How many whole days the certificate of an answer still lasts.
    static func certificateDays(_ answer: PublicAddressAnswer, now: Date) -> Int {
        Int((Double(answer.certificateEnd) - now.timeIntervalSince1970) / 86_400)
    }

    /// What an answer tells.
    ///
    /// - Parameters:
    ///   - question: What was asked.
    ///   - now: The calendar.
    func finding(
        _ answer: PublicAddressAnswer,
        to question: InstallationQuestion,
        after duration: Duration,
        now: Date
    ) -> ProbeFinding {
        let days = Self.certificateDays(answer, now: now)
        let answered = "HTTP \(answer.status)"
        let url = self.publicURL.text
        guard answer.status == 200, answer.body.elementsEqual(question.answer.utf8) else {
            return self.stranger(answer, answered: answered)
        }
        let milliseconds = Int((duration / .milliseconds(1)).rounded())
        let facts = "\(answered) in \(milliseconds) ms; the certificate lasts \(days == 1 ? "1 day" : "\(days) days")"
        guard days < Self.certificateNotice else {
            return .ok("this installation answers at \(url), with a trusted certificate", answered: facts)
        }
        return .warning(
            .publicURLCertificateEndsSoon,
            "This installation answers at \(url); its certificate ends in \(days == 1 ? "1 day" : "\(days) days").",
            answered: facts,
            remedy: ["Renew the certificate of \(self.publicURL.host), and have the edge read it.", self.certificate]
        )
    }

    /// Who answered, that is not this installation.
    private func stranger(_ answer: PublicAddressAnswer, answered: String) -> ProbeFinding {
        let url = self.publicURL.text
        if (300..<400).contains(answer.status) {
            let target = answer.location.map { String($0.prefix(200)) } ?? "an address that it does not name"
            return self.finding(
                .publicURLRedirects,
                "\(url) redirects; a call that is posted there does not arrive.",
                answered: "\(answered) to \(target)",
                remedy: ["Have the edge pass POST /hooks/… on to Hookswitch itself.", self.request]
            )
        }
        switch RefusalDocument(answer.body)?.code {
        case nil where Self.keepingOut.contains(answer.status):
            // Who lets in the telephony cloud alone may well keep us out.
            let text =
                "What answers at \(url), with a trusted certificate, keeps this server out; it may let in others."
            let remedy = [
                "If the edge lets in the networks of Enreach alone, let in this server's own address, too; or try it from a"
                    + " machine in one of them:",
                self.request,
            ]
            guard self.isDevelopment else {
                return .warning(.publicURLKeepsOut, text, answered: answered, remedy: remedy)
            }
            return self.finding(.publicURLKeepsOut, text, answered: answered, remedy: remedy)
        case nil:
            return self.finding(
                .publicURLNotHookswitch,
                "What answers at \(url) is not Hookswitch.",
                answered: answered,
                remedy: [
                    "Have the edge pass POST /hooks/… on to the address of calls.listen, whole and unchanged.",
                    self.request,
                ]
            )
        case "misdirected_request"?:
            return self.finding(
                .publicURLHostRefused,
                "A Hookswitch answers at \(url), and takes no calls for the host \(self.publicURL.host).",
                answered: answered,
                remedy: [
                    "Set calls.allowedHosts (HOOKSWITCH_CALLS_ALLOWED_HOSTS) to what the edge sends as Host, or have the edge"
                        + " send \(self.publicURL.host).",
                    "$ hookswitch config explain",
                ]
            )
        default:
            return self.finding(
                .publicURLOtherInstallation,
                "A Hookswitch answers at \(url), and it is not this installation: it has another key ring, its clock is more"
                    + " than a minute from ours, the edge drops the field \(InstallationProof.fieldName), or it is older than"
                    + " this check.",
                answered: answered,
                remedy: [
                    "Have the edge pass \(self.publicURL.host) on to this installation's calls.listen, or correct public.url.",
                    "$ hookswitch doctor",
                ]
            )
        }
    }

    /// What it tells that nothing answered.
    func finding(_ failure: PublicAddressFailure) -> ProbeFinding {
        let host = self.publicURL.host
        let (hint, text, remedy) = self.fault(failure, host)
        guard !Self.provesNothing(failure) || self.isDevelopment else { return .warning(hint, text, remedy: remedy) }
        return self.finding(hint, text, remedy: remedy)
    }

    /// Whether it may be so from inside alone: the way out and in again may be closed, or the name may lead elsewhere, where
    /// strangers come in.
    private static func provesNothing(_ failure: PublicAddressFailure) -> Bool {
        switch failure {
        case .timeout, .refused, .privateAddress: true
        case .nameUnknown, .noTLS, .certificate, .closed, .noHTTP: false
        }
    }

    private func fault(_ failure: PublicAddressFailure, _ host: String) -> (VerificationHint, String, [String]) {
        switch failure {
        case .nameUnknown:
            return (.publicURLUnresolved, "\(host) has no address.", self.setting)
        case .privateAddress:
            let text = "\(host) has only private addresses, as seen from here; the telephony cloud may see others."
            return (.publicURLLocal, text, self.setting)
        case .refused:
            return (
                .publicURLRefused, "\(host) takes no connection on port \(self.publicURL.port), as seen from here.",
                self.way
            )
        case .timeout:
            return (
                .publicURLSlow,
                "Nothing answered at \(host) in time, as seen from here; a firewall may let in others and not us.",
                self.way
            )
        case .noTLS:
            return (.publicURLBroken, "What takes the connection at \(host) speaks no TLS 1.2 or later.", self.way)
        case .noHTTP:
            return (.publicURLBroken, "What takes the connection at \(host) speaks no HTTP/1.1.", self.way)
        case .closed:
            return (.publicURLBroken, "\(host) ended the connection without an answer.", self.way)
        case .certificate(let fault):
            return self.fault(fault, host)
        }
    }

    private func fault(
        _ fault: PublicAddressFailure.Certificate,
        _ host: String
    ) -> (VerificationHint, String, [String]) {
        switch fault {
        case .expired(let second):
            let text = "The certificate of \(host) ended on \(Self.day(second))."
            let remedy = "Renew the certificate of \(host), and have the edge read it."
            return (.publicURLCertificateExpired, text, [remedy, self.certificate])
        case .notYetValid(let second):
            let text = "The certificate of \(host) begins on \(Self.day(second))."
            let remedy = "Set the clock of the machine that made it, or of this one, and make it again."
            return (.publicURLCertificateExpired, text, [remedy, self.certificate])
        case .otherName:
            let text = "The certificate that is shown for \(host) is for another name."
            let remedy = "Get a certificate for \(host), or correct public.url."
            return (.publicURLCertificateOtherName, text, [remedy, self.certificate])
        case .untrusted:
            let text = "The certificate of \(host) leads to no authority that this system trusts."
            let remedy =
                "Get one from a public authority, and have the edge send the certificates between the two as well."
            return (.publicURLCertificateUntrusted, text, [remedy, self.certificate])
        case .privatelyTrusted:
            let text =
                "The certificate of \(host) is trusted by trust.rootsFile alone; Enreach does not have that file."
            let remedy =
                "Get one from a public authority. If a proxy on the way out shows its own, try it from outside."
            return (.publicURLCertificateUntrusted, text, [remedy, self.certificate])
        }
    }

    /// A day in UTC, such as `2026-11-22`.
    private static func day(_ second: Int) -> String {
        Date(timeIntervalSince1970: Double(second)).formatted(.iso8601.year().month().day())
    }

    private var setting: [String] {
        [
            "Set public.url (HOOKSWITCH_PUBLIC_URL) to https://HOST, where HOST is a name of the edge in the public name"
                + " service, and start the server again.",
            "$ hookswitch config explain",
        ]
    }

    private var way: [String] {
        [
            "Look whether the edge runs, listens on port \(self.publicURL.port) and may be reached from the internet, and try"
                + " it from a machine outside:",
            self.request,
        ]
    }

    private var request: String { "$ curl -sv -X POST \(self.publicURL.text)/hooks/" }

    private var certificate: String {
        let host = self.publicURL.host
        return "$ openssl s_client -connect \(host):\(self.publicURL.port) -servername \(host) </dev/null"
            + " | openssl x509 -noout -dates -issuer -ext subjectAltName"
    }

    /// While somebody tries things out, nothing outside needs to call.
    private func finding(
        _ hint: VerificationHint,
        _ text: String,
        answered: String? = nil,
        remedy: [String]
    ) -> ProbeFinding {
        self.isDevelopment
            ? .warning(hint, "\(text) In development that may be so.", answered: answered, remedy: remedy)
            : .failed(hint, text, answered: answered, remedy: remedy)
    }
}
