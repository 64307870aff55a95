import Testing

/// What people and programs do with the built server, step by step: commands, the README, the admin API.
///
/// No step is held to a time that matters, so `make test` runs these beside all others. One after the other: each test has a whole
/// installation.
@Suite(.serialized) struct JourneyTests {}
