import ArgumentParser

/// What a new tenant cannot do without, and the secret.
struct CustomerOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The customer's name.", valueName: "name"))
    var name: String?

    @Option(help: ArgumentHelp("The country of the numbers in the CRM, such as FI.", valueName: "country"))
    var region: String?

    @Option(
        name: .customLong("dynamics-url"),
        help: ArgumentHelp("The address of the Dynamics 365 environment.", valueName: "url")
    )
    var dynamicsURL: String?

    @Option(help: ArgumentHelp("The directory: a GUID or a verified domain.", valueName: "id"))
    var entraTenant: String?

    @Option(name: .customLong("client-id"), help: ArgumentHelp("The application's (client) id.", valueName: "id"))
    var clientID: String?

    @Option(
        help: ArgumentHelp("A file that holds the client secret's value; - reads it.", valueName: "file"),
        completion: .file()
    )
    var clientSecretFile: String?
}
