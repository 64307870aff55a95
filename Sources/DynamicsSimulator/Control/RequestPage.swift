/// What `GET /requests` answers.
struct RequestPage: Encodable {
    /// The latest requests that fit, oldest first.
    let requests: [RecordedRequest]
    /// How many older requests, fitting or not, are no longer kept.
    let forgotten: Int
}
