import Dynamics

/// Whether the telephony cloud could call what the tenants' addresses begin with.
struct PublicURLCheck: Sendable {
    let subject: VerificationSubject

    /// Whether a look at the name makes sense: what can be said without it.
    var textFinding: ProbeFinding? {
        let url = self.subject.publicURL
        if HostName(url).isLocal {
            return self.finding(
                .publicURLLocal,
                "public.url is \(url.text), which nobody but this machine can call."
            )
        }
        guard url.scheme == "https", url.port == 443 else {
            return self.finding(
                .publicURLNotHTTPS,
                "public.url is \(url.text); Enreach calls https on port 443 and nothing else."
            )
        }
        return nil
    }

    /// What the look at the name gave.
    func finding(_ result: Result<[String], DynamicsError>) -> ProbeFinding {
        let host = self.subject.publicURL.host
        switch result {
        case .success(let addresses):
            return .ok("\(host) has public addresses", answered: addresses.joined(separator: ", "))
        case .failure(.egressDenied):
            return self.finding(
                .publicURLLocal,
                "\(host) has only private addresses, as seen from here; the telephony cloud may see others."
            )
        case .failure(let error):
            return self.finding(.publicURLUnresolved, "\(host) has no address. \(error)")
        }
    }

    /// While somebody tries things out, nothing outside needs to call.
    private func finding(_ hint: VerificationHint, _ text: String) -> ProbeFinding {
        let remedy = [
            "Set public.url (HOOKSWITCH_PUBLIC_URL) to https://HOST, where HOST is a name of the edge in the public name"
                + " service, and start the server again.",
            "$ hookswitch config explain",
        ]
        return self.subject.isDevelopment
            ? .warning(hint, "\(text) In development that may be so.", remedy: remedy)
            : .failed(hint, text, remedy: remedy)
    }
}
