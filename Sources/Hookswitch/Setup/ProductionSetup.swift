/// The settings of an installation for customers' calls.
public struct ProductionSetup: Sendable {
    /// What tenants' webhook URLs begin with.
    public let publicURL: BaseURL
    /// Where the key ring is; an absolute path.
    public let keyringFile: String

    /// Sets an installation up.
    public init(publicURL: BaseURL, keyringFile: String) {
        self.publicURL = publicURL
        self.keyringFile = keyringFile
    }

    /// The text of `hookswitch.yaml`: what is chosen stands there, all else as a remark. No secret is in it.
    public var settingsText: String {
        ConfigurationSample(chosen: [
            "environment": DeploymentEnvironment.production.rawValue,
            "public.url": self.publicURL.text,
            "keyring.file": self.keyringFile,
        ]).text
    }

    /// Reads a public URL, by the rules by which the server and `doctor --production` read it later.
    ///
    /// - Throws: ``SetupRefusal``.
    public static func publicURL(parsing text: String) throws(SetupRefusal) -> BaseURL {
        let fix = "https://HOST, where HOST is the edge's name in the public name service, such as hooks.example.com"
        let url: BaseURL
        do {
            url = try BaseURL(parsing: text)
        } catch {
            let why =
                switch error {
                case .scheme: "it begins with neither https:// nor http://"
                case .host: "its host or port cannot be read, or a user stands before the host"
                case .path: "it has a query, a fragment, a space, or a character outside printable ASCII"
                }
            throw SetupRefusal("that is no public URL", why: why, fix: fix)
        }
        let check = PublicURLCheck(publicURL: url, isDevelopment: false, isAllowed: false)
        if let finding = check.textFinding {
            throw SetupRefusal("nobody could call that", why: finding.finding, fix: fix)
        }
        return url
    }
}
