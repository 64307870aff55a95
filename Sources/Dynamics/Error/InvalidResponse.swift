/// What is wrong with an answer.
public enum InvalidResponse: String, Hashable, Sendable, CaseIterable {
    /// It is not HTTP.
    case http
    /// Its headers are larger than 16 KiB.
    case headersTooLarge = "headers_too_large"
    /// Its body is larger than 64 KiB.
    case bodyTooLarge = "body_too_large"
    /// Its body is not the JSON of one well-formed document within our limits.
    case json
    /// Its JSON lacks what Microsoft documents, or has it in another form.
    case shape
    /// More rows came than were asked for.
    case tooManyRows = "too_many_rows"
    /// As many rows came as were asked for, and they only look alike: those that have the number may have been left out.
    case lookAlikes = "look_alikes"
    /// It redirects, which no API of Microsoft's does; nothing was followed.
    case redirect
    /// The access token is not of type Bearer, has an unusable lifetime, or has bytes that no header may carry.
    case token
    /// Dataverse rejects our query, which means that a table or column is not there.
    case queryRejected = "query_rejected"
}
