import Dynamics
import Routing

/// How to mend what a verification finds, with the tenant's own ids filled in.
///
/// A line that begins with `$ ` is a shell's command, with `PS> ` one of PowerShell's; others are prose. Ids and addresses were
/// checked to be GUIDs and host names when the document was applied, so that they can stand in a command.
struct Remedy: Sendable {
    let subject: VerificationSubject

    /// What to do last: correct the document. It is edited where it is kept, for not every tenant came out of a file.
    func edit(_ change: String) -> [String] {
        [change, "$ hookswitch tenant edit \(self.subject.slug)"]
    }

    /// What to do last: correct an address or id that the secret was sealed for, so that the document must bring it again.
    func editWithSecret(_ change: String) -> [String] {
        self.edit("\(change). The secret must be entered again: write entra.credential.secret as { file: PATH }")
    }

    /// What to do last: correct the pools.
    func editRouting(_ change: String) -> [String] {
        [change, "$ hookswitch routing edit \(self.subject.slug)"]
    }

    /// What to do last: enter a secret, which is asked for without being shown.
    func enterSecret(_ change: String) -> [String] {
        [change, "$ hookswitch credential replace \(self.subject.slug) --expires DAY"]
    }

    /// What to do last: keep the secret, and say when it expires.
    func enterExpiry(_ change: String) -> [String] {
        [change, "$ hookswitch credential replace \(self.subject.slug) --keep --expires DAY"]
    }

    private var azureLogin: String {
        "$ az login --tenant \(self.subject.entraTenant) --allow-no-subscriptions"
    }

    private func graphLogin(_ scope: String) -> String {
        "PS> Connect-MgGraph -TenantId \(self.subject.entraTenant) -Scopes \(scope)"
    }

    private var environmentSettings: String {
        "In https://admin.powerplatform.microsoft.com: Manage, Environments, \(self.subject.host), Settings"
    }

    /// A new secret.
    var newSecret: [String] {
        let application = self.subject.clientID
        return [
            self.azureLogin,
            "$ az ad app credential reset --id \(application) --append --display-name hookswitch --years 1",
            "Copy `password`: that is the value. Without --append the command would delete the other secrets.",
            "Or with Microsoft Graph PowerShell, and copy SecretText:",
            self.graphLogin("Application.ReadWrite.All"),
            "PS> $app = Get-MgApplication -Filter \"appId eq '\(application)'\"",
            "PS> Add-MgApplicationPassword -ApplicationId $app.Id -PasswordCredential"
                + " @{displayName='hookswitch'; endDateTime=(Get-Date).AddMonths(12)}",
            "If the directory's application management policy refuses so long a life, ask for a shorter one.",
        ] + self.enterSecret("Then enter the value where this asks for it, with the day on which it expires:")
    }

    /// A secret of a sensible life, and what the directory allows.
    var shorterSecret: [String] {
        [
            "See whether the directory limits the life of secrets (passwordLifetime, maxLifetime):",
            self.azureLogin,
            "$ az rest --method get --url https://graph.microsoft.com/v1.0/policies/defaultAppManagementPolicy",
            "Make one of a year, let the tenant use it, and delete the old one when it is used no longer:",
        ] + self.newSecret.dropFirst()
    }

    /// The value of a secret is wanted, not its ID.
    var secretValue: [String] {
        [
            "In https://entra.microsoft.com: App registrations, \(self.subject.clientID), Certificates & secrets: the column"
                + " Value, which is shown once, and not Secret ID.",
            "If the value is not at hand any more, make a new secret:",
        ] + self.newSecret
    }

    /// The application must be known in the Entra tenant.
    var application: [String] {
        let application = self.subject.clientID
        return [
            self.azureLogin,
            "$ az ad sp show --id \(application) --query appDisplayName",
            "If it is not there, the document names the wrong directory or application; compare entra.tenant and"
                + " entra.clientId with Directory (tenant) ID and Application (client) ID in https://entra.microsoft.com:"
                + " App registrations, Overview.",
            "If it is registered in another directory and meant for several, let it into this one:",
            "$ az ad sp create --id \(application)",
        ] + self.editWithSecret("If the document was wrong, correct it")
    }

    /// The application must be allowed to sign in.
    var enableApplication: [String] {
        let application = self.subject.clientID
        return [
            self.azureLogin,
            "$ az ad sp update --id \(application) --set accountEnabled=true",
            "Or with Microsoft Graph PowerShell:",
            self.graphLogin("Application.ReadWrite.All"),
            "PS> $sp = Get-MgServicePrincipal -Filter \"appId eq '\(application)'\"",
            "PS> Update-MgServicePrincipal -ServicePrincipalId $sp.Id -AccountEnabled:$true",
        ]
    }

    /// The document must name the customer's Entra tenant.
    func directory(known entraTenant: String? = nil) -> [String] {
        let known = entraTenant.map { ["The environment itself names the directory \($0)."] } ?? []
        return known + [
            "Find the directory's ID in https://entra.microsoft.com: Overview, Tenant ID; or by a domain of the customer's:",
            "$ curl -s \(self.subject.authorityURL)/DOMAIN/v2.0/.well-known/openid-configuration",
        ] + self.editWithSecret("Correct entra.tenant")
    }

    /// A policy must let the application in.
    var policy: [String] {
        [
            "In https://entra.microsoft.com: Monitoring & health, Sign-in logs, Service principal sign-ins, application"
                + " \(self.subject.clientID): the failed sign-in names the policy.",
            "Then Protection, Conditional Access, Policies, that policy: exclude the application, or add the public address"
                + " of this server to its named locations.",
        ]
    }

    /// The document must name the environment's address.
    var environmentAddress: [String] {
        let geography = DataverseGeography.text(ofHost: self.subject.host)
        let region = geography.map { " The address says \($0); an environment of another geography has another." } ?? ""
        return [
            "Find the address in https://admin.powerplatform.microsoft.com: Manage, Environments, the environment,"
                + " Environment URL.\(region)",
            "$ pac admin list",
        ] + self.editWithSecret("Correct dataverse.url")
    }

    /// The environment needs a user for the application.
    var applicationUser: [String] {
        [
            "\(self.environmentSettings), Users + permissions, Application users, New app user, Add an app:"
                + " \(self.subject.clientID). Give it a security role that reads \(self.tableNames) in the whole"
                + " organization, such as Voice ApiUser.",
            "Or with the Power Platform CLI:",
            "$ pac admin assign-user --environment \(self.subject.dataverseURL) --user \(self.subject.clientID)"
                + " --role \"Voice ApiUser\" --application-user",
        ]
    }

    /// The application's user must be enabled.
    var enableUser: [String] {
        [
            "\(self.environmentSettings), Users + permissions, Application users: filter by inactive, choose"
                + " \(self.subject.clientID), Activate."
        ]
    }

    /// The environment's app access control must let the application in.
    var appAccess: [String] {
        [
            "In https://admin.powerplatform.microsoft.com: Security, Access controls, App access control, environment"
                + " \(self.subject.host): allow \(self.subject.clientID), for the security role of its application user."
        ]
    }

    /// The security role needs a privilege; all that tables need if none is named.
    func privilege(_ table: DirectoryTable?) -> [String] {
        let names = table.map { $0.readPrivilege } ?? self.privilegeNames
        return [
            "\(self.environmentSettings), Users + permissions, Security roles, the role of the application user"
                + " \(self.subject.clientID): give Read at Organization level on"
                + " \(table.map(Self.name) ?? self.tableNames) (\(names)).",
            "A user without any role gets one so:",
            "$ pac admin assign-user --environment \(self.subject.dataverseURL) --user \(self.subject.clientID)"
                + " --role \"Voice ApiUser\" --application-user",
            "Dataverse may take half a minute to notice.",
        ]
    }

    /// Outgoing connections must get through.
    func connection(to host: String) -> [String] {
        [
            "Let this server reach \(host) on port 443, by name service and firewall; no proxy is used.",
            "$ curl -sS -o /dev/null -w '%{http_code}\\n' https://\(host)/",
        ]
    }

    /// The certificate must be one that is trusted.
    func certificate(of host: String) -> [String] {
        [
            "Something between this server and \(host) shows a certificate of its own, as a TLS-inspecting proxy does. Let"
                + " \(host) pass it, or name its CA in trust.rootsFile (HOOKSWITCH_TRUST_ROOTS_FILE).",
            "$ openssl s_client -connect \(host):443 -servername \(host) </dev/null | openssl x509 -noout -issuer",
        ]
    }

    /// Waiting helps.
    func wait(_ time: String = "some minutes") -> [String] {
        [
            "Wait \(time) and look again; Microsoft's state: https://admin.microsoft.com, Health, Service health.",
            "$ hookswitch tenant verify \(self.subject.slug)",
        ]
    }

    private static func name(_ table: DirectoryTable) -> String {
        switch table {
        case .contact: "Contact"
        case .account: "Account"
        case .lead: "Lead"
        case .user: "User"
        }
    }

    private var tableNames: String {
        self.subject.tables.map(Self.name).joined(separator: ", ")
    }

    private var privilegeNames: String {
        let names = self.subject.tables.map(\.readPrivilege).joined(separator: ", ")
        guard !self.subject.tables.contains(.user) else { return names }
        return "\(names), and \(DirectoryTable.user.readPrivilege), which WhoAmI itself asks for"
    }
}
