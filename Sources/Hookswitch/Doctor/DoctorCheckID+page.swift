/// What the pages of the doctor's checks say.
extension DoctorCheckID {
    /// Whether only `doctor --production` makes it.
    var isOfProduction: Bool {
        switch self {
        case .configuration, .proxies, .database, .clock, .schema, .roles, .tenantKeys, .keyRing, .spool, .upstream,
            .publicURL, .publicCertificate:
            false
        case .environment, .databaseTLS, .rowSecurity, .secretOrigins, .adminHTTPS, .backup, .unit, .watchdog:
            true
        }
    }

    /// What it looks at.
    var checks: String {
        switch self {
        case .configuration:
            "Whether every setting can be read: its name is known, its value converts, and settings go together."
        case .proxies:
            "Whether admin.trustedProxies names the proxy by which people come to admin.publicUrl."
        case .database:
            "Whether Postgres answers at database.url within five seconds and lets the login in."
        case .clock:
            "How far the database's clock is from this machine's: two seconds at most."
        case .schema:
            "Whether the database has exactly the steps of the schema that this program knows, from the same statements."
        case .roles:
            "Whether the database has Hookswitch's roles, and the login may work as those that a server needs."
        case .tenantKeys:
            "Whether the key ring opens the tenants' own keys; a hundred of them are tried."
        case .keyRing:
            "Whether the file of keyring.file is there, is a key ring, and is closed to other users."
        case .spool:
            "Whether the directory of spool.directory is there and can be written, and whether decisions lie in its corrupt/."
        case .upstream:
            "Whether Entra's address takes a connection over TLS from here. No tenant's secret is tried."
        case .publicURL:
            "Whether this very installation answers at public.url, asked by a request as the telephony cloud would send it."
        case .publicCertificate:
            "Whether the certificate at public.url is trusted by this system, is for that name, and lasts two weeks yet."
        case .environment:
            "Whether the server runs as production."
        case .databaseTLS:
            "Whether Postgres is on this machine, or has to prove its name by a certificate: sslmode=verify-full."
        case .rowSecurity:
            "Whether the login is one that row-level security holds: neither a superuser nor one with BYPASSRLS."
        case .secretOrigins:
            "Whether keys and passwords come as credentials of systemd, and not from variables or files of the service."
        case .adminHTTPS:
            "Whether browsers come to the admin API by https, if people sign in."
        case .backup:
            "Nothing: Hookswitch does not know your backups, and reminds of them."
        case .unit:
            "How well systemd shuts hookswitch.service in, by systemd-analyze security: the unit that we ship has 1.2."
        case .watchdog:
            "Whether systemd ends a server that hangs and starts it again: WatchdogSec= and Restart= of hookswitch.service."
        }
    }

    /// Why that matters.
    var matters: String {
        switch self {
        case .configuration:
            "A server with a setting that it cannot read does not start, so that a typing error does nothing in silence."
        case .proxies:
            "A proxy that is not believed is one source for everybody: ten wrong tokens of anybody's slow all down, and the "
                + "audit does not know where a change came from."
        case .database:
            "Calls are answered without it from what was read last, but a server does not start without it, nothing can be "
                + "changed, and decisions wait in the spool."
        case .clock:
            "Times in the audit would be doubtful, a day of decisions is not closed at a minute, and from five minutes on "
                + "Entra refuses us."
        case .schema:
            "A server looks at the schema when it starts, and refuses one that is older or newer than its own: statements "
                + "would fail call by call."
        case .roles:
            "Each transaction takes a role that may do little. Without them nothing can be read or written."
        case .tenantKeys:
            "With another key ring than the one that sealed them, no tenant's secret can be opened, and no caller is found."
        case .keyRing:
            "It opens every tenant's secret. Without it a server does not start; open to others it is everybody's."
        case .spool:
            "Each decision is written there before its answer leaves. Without it calls are answered and not recorded; what "
                + "lies in corrupt/ is missing from the database."
        case .upstream:
            "Without a way to Entra there is no access token, and every caller whom nobody remembers takes the default route."
        case .publicURL:
            "Enreach calls https on port 443 and nothing else. What does not arrive takes its default route, and nothing "
                + "here notices."
        case .publicCertificate:
            "Enreach does not call what shows a certificate that is expired, of another name or of an unknown authority."
        case .environment:
            "Development lets calls in by any Host, and lets egress.allow open ways to other places than Microsoft's."
        case .databaseTLS:
            "Whoever stands between server and database could read and change everything, passwords included; a TLS that "
                + "does not check the name is no protection from them."
        case .rowSecurity:
            "Row-level security keeps tenants apart even where a statement forgets to. Such a login is past it."
        case .secretOrigins:
            "An environment is seen by whoever looks at the unit and by every process that the service starts. A credential "
                + "is in memory, for this service alone, and can be encrypted on disk."
        case .adminHTTPS:
            "A browser sends a session's cookie over https alone, and over http everybody on the way could take it."
        case .backup:
            "The database has everything but the keys, and the key ring is in no database backup: without either, tenants' "
                + "secrets have to be entered again."
        case .unit:
            "What a fault in the server could do to the machine is what the unit leaves open."
        case .watchdog:
            "A process that hangs answers no calls and does not end by itself. Nobody else notices within seconds."
        }
    }

    /// How to mend it.
    var remedy: String {
        switch self {
        case .configuration:
            "Correct what is named, with its place. `hookswitch config sample` has every setting, `config explain` tells "
                + "where each value comes from."
        case .proxies:
            "Name the proxy's addresses in admin.trustedProxies (HOOKSWITCH_ADMIN_TRUSTED_PROXIES)."
        case .database:
            "Start Postgres, open the way to it, or correct database.url; what Postgres said stands in the line."
        case .clock:
            "Let both machines keep their time by NTP: `timedatectl` shows whether they do."
        case .schema:
            "If steps are missing: `hookswitch migrate plan`, then `hookswitch migrate up`. If the database is newer, upgrade "
                + "the program. If a step differs, use the program that made it: `hookswitch migrate verify`."
        case .roles:
            "`hookswitch migrate up` makes the roles and grants them to its login; another login gets them by the GRANT that "
                + "stands in the line."
        case .tenantKeys:
            "Name the key ring with which they were made in keyring.file, or take it from its backup."
        case .keyRing:
            "`hookswitch doctor --fix` closes it. Take a lost one from its backup; `hookswitch keyring create` makes one for "
                + "a new installation only."
        case .spool:
            "Give the directory to the server's user; `hookswitch doctor --fix` closes it to others. What lies in corrupt/ is "
                + "dealt with as \"Decisions that are missing\" in deploy/README.md says."
        case .upstream:
            "Open outgoing HTTPS to login.microsoftonline.com and *.dynamics.com. Behind a proxy that looks into TLS, name "
                + "its CA in trust.rootsFile."
        case .publicURL:
            "Set public.url to https://HOST, where HOST is the edge's name, and have the edge pass POST /hooks/… on, whole "
                + "and with the field Hookswitch-Probe, to the address of calls.listen."
        case .publicCertificate:
            "Renew it at a public authority, for the host of public.url, and have the edge send the certificates in between "
                + "as well."
        case .environment:
            "Set environment (HOOKSWITCH_ENVIRONMENT) to production; the unit that we ship does."
        case .databaseTLS:
            "Add sslmode=verify-full, and sslrootcert=FILE for an authority of your own, to database.url."
        case .rowSecurity:
            "Use a login of its own: NOSUPERUSER NOBYPASSRLS; \"Into production\" in deploy/README.md has the statements."
        case .secretOrigins:
            "Give them with LoadCredential= or LoadCredentialEncrypted= in the unit, as the one that we ship does, and take "
                + "them out of the environment. `hookswitch setup production` puts them in their places."
        case .adminHTTPS:
            "Put a proxy with TLS before admin.listen, and set admin.publicUrl to its https address."
        case .backup:
            "Back up the database, and the key ring apart from it; \"Backup\" in deploy/README.md says how. Try a restore."
        case .unit:
            "Compare with deploy/systemd/hookswitch.service: `systemctl cat hookswitch`, `systemd-analyze security hookswitch`."
        case .watchdog:
            "Keep Type=notify, WatchdogSec=20s and Restart=always of deploy/systemd/hookswitch.service, then `systemctl "
                + "daemon-reload` and restart the service."
        }
    }
}
