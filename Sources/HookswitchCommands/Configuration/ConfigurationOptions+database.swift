import Foundation
import Hookswitch
import Postgres
import Routing

extension ConfigurationOptions {
    /// The database that the configuration names.
    ///
    /// - Throws: A ``CommandFailure`` if the configuration cannot be used; a `PostgresError` if the URL cannot.
    func databaseURL() throws -> DatabaseURL {
        try DatabaseURL(parsing: try self.load().database.url.reveal())
    }

    /// The database that the configuration names, where nobody named it and no server is known either.
    ///
    /// - Throws: A ``CommandFailure`` of authentication that names both ways to a token if there is none; else as
    ///   ``databaseURL()``.
    func databaseURLOfFirstToken() throws -> DatabaseURL {
        do {
            let environment = ProcessInfo.processInfo.environment
            let configuration = try Configuration.load(environment: environment, configFile: self.config)
            return try DatabaseURL(parsing: configuration.database.url.reveal())
        } catch let error as ConfigurationError {
            throw CommandFailure(noTokenMaker: error) ?? CommandFailure(configuration: error)
        }
    }
}
