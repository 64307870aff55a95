extension BaseURL {
    /// The calls listener's own default address.
    static let calls = BaseURL(scheme: "http", host: "127.0.0.1", port: 8080, text: "http://127.0.0.1:8080")

    /// Entra ID of Microsoft's worldwide cloud.
    static let microsoftEntra = BaseURL(
        scheme: "https",
        host: "login.microsoftonline.com",
        port: 443,
        text: "https://login.microsoftonline.com"
    )

    /// Microsoft Graph of Microsoft's worldwide cloud.
    static let microsoftGraph = BaseURL(
        scheme: "https",
        host: "graph.microsoft.com",
        port: 443,
        text: "https://graph.microsoft.com"
    )

    private init(scheme: String, host: String, port: Int, text: String) {
        self.scheme = scheme
        self.host = host
        self.port = port
        self.text = text
    }
}
