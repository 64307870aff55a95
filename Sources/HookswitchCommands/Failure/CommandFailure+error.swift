import Glibc
import Hookswitch
import Postgres
import Schema

extension CommandFailure {
    /// The failure that an error of a lower floor means to whoever typed the command.
    init(_ error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let error as PostgresError: self.init(database: error)
        case SchemaError.tableInUse:
            self.init(
                .unavailable,
                code: "schema_busy",
                "the schema was not changed",
                why: ["\(SchemaError.tableInUse)"],
                fix: "hookswitch migrate up"
            )
        case let error as SchemaError:
            self.init(.failed, code: "schema", "the schema cannot be changed", why: ["\(error)"])
        case let failure as KeyRingFile.Failure:
            self.init(.failed, code: "key_ring", failure.description)
        case let error as StandardStream.WriteError:
            self.init(.failed, code: "output", "the output cannot be written", why: [error.sentence])
        case is CancellationError:
            self.init(.cancelled, code: "cancelled", "cancelled")
        default:
            self.init(.failed, code: "internal", "the command failed", why: ["\(error)"])
        }
    }

    /// A database that is away is worth another try; one that refuses is not, nor is an address that is none.
    private init(database error: PostgresError) {
        switch (error.kind, error.disposition) {
        case (.invalidURL, _):
            self.init(
                .failed,
                code: "database_url",
                "the database URL cannot be used",
                why: [error.description],
                fix: "correct HOOKSWITCH_DATABASE_URL, or database.url in the configuration"
            )
        case (.connectionFailed, .bug):
            self.init(
                .failed,
                code: "database",
                "the database does not let us in",
                why: [error.description],
                fix: "correct HOOKSWITCH_DATABASE_URL, or let its login into the database"
            )
        case (_, .retry), (_, .busy):
            self.init(
                .unavailable,
                code: "database_unavailable",
                "the database does not answer",
                why: [error.description],
                fix: "look at HOOKSWITCH_DATABASE_URL and at the database, or run `hookswitch doctor`"
            )
        default:
            self.init(
                .failed,
                code: "database",
                "the database refused",
                why: [error.description],
                fix: "hookswitch doctor"
            )
        }
    }
}

extension StandardStream.WriteError {
    /// Why nothing more could be written, for people.
    var sentence: String {
        switch self {
        case .readerGone: "its reader has gone"
        case .refused(let number): String(cString: strerror(number))
        }
    }
}
