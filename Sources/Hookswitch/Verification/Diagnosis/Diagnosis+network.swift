import Dynamics

extension Diagnosis {
    /// What it means that no answer came, or none that can be read.
    func network(_ error: DynamicsError, host: String) -> ProbeFinding {
        switch error {
        case .unavailable(.nameResolution), .timeout(.nameResolution):
            return self.nameUnknown(host)
        case .unavailable(.tls):
            return .failed(
                .certificateUntrusted,
                "\(host) could not prove who it is: its certificate is not one that is trusted here, or it speaks no"
                    + " TLS 1.2.",
                remedy: self.remedy.certificate(of: host)
            )
        case .unavailable(.status(let status)), .unavailable(.tokenStatus(let status)):
            return .failed(
                .serviceFailing,
                "\(host) fails.",
                answered: "HTTP \(status)",
                remedy: self.remedy.wait()
            )
        case .unavailable(.shutDown):
            return .failed(.unreachable, "Hookswitch is stopping.", remedy: self.remedy.wait("until it serves again"))
        case .timeout(let stage):
            return .failed(
                .slow,
                "\(host) did not answer in time (\(stage.rawValue)).",
                remedy: self.remedy.connection(to: host)
            )
        case .invalidResponse(let reason):
            return .failed(
                .serviceFailing,
                "What answers at \(host) does not answer as Microsoft documents (\(reason.rawValue)).",
                remedy: self.remedy.connection(to: host)
            )
        default:
            return .failed(
                .unreachable,
                "\(host) cannot be reached. \(error)",
                remedy: self.remedy.connection(to: host)
            )
        }
    }

    /// A name without an address: of the environment that is mostly a slip, of Entra never.
    private func nameUnknown(_ host: String) -> ProbeFinding {
        guard host == self.subject.host else {
            return .failed(
                .nameUnknown,
                "The name service of this server gives no address of \(host).",
                remedy: self.remedy.connection(to: host)
            )
        }
        return .failed(
            .nameUnknown,
            "There is no address of \(host): misspelt, or the environment is in another geography, or it was deleted.",
            remedy: self.remedy.environmentAddress
        )
    }

    /// What an environment's answer to somebody without a token means.
    func finding(_ greeting: EnvironmentGreeting) -> ProbeFinding {
        let answered = "HTTP \(greeting.status)"
        switch greeting.status {
        case 300..<400:
            guard let address = greeting.movedTo else { break }
            return .failed(
                .environmentMoved,
                "The environment is at \(address) now, as after a move to another geography.",
                answered: "\(answered) to \(address)",
                remedy: self.remedy.editWithSecret("Set dataverse.url to \(address), if that is the customer's")
            )
        case 429:
            return .failed(
                .throttled,
                "\(self.subject.host) asks to be left alone for a while.",
                answered: answered,
                remedy: self.remedy.wait()
            )
        case 500...:
            return self.network(.unavailable(.status(greeting.status)), host: self.subject.host)
        case 200, 401, 403:
            return self.check(greeting.entraTenant, answered: answered)
        default: break
        }
        return .failed(
            .environmentAbsent,
            "The host answers, and there is no environment.",
            answered: answered,
            remedy: self.remedy.environmentAddress
        )
    }

    /// Compares the directory that the environment names with the document's, where that is a GUID.
    private func check(_ entraTenant: String?, answered: String) -> ProbeFinding {
        let own = self.subject.entraTenant.lowercased()
        guard let entraTenant, !own.contains("."), entraTenant != own else {
            return .ok("an environment answers, with a trusted certificate", answered: answered)
        }
        return .warning(
            .wrongDirectory,
            "The environment names another directory, \(entraTenant), than the document's \(own).",
            answered: answered,
            remedy: self.remedy.directory(known: entraTenant)
        )
    }
}
