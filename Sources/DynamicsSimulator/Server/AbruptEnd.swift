/// The outbound event that asks ``AbruptEnding`` to reset the connection.
struct AbruptEnd: Sendable {}
