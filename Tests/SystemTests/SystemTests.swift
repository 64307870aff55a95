import Testing

/// The built server as its operators and the telephony cloud meet it.
///
/// One after the other: each test has a whole installation, and a call's deadline is real time, which a machine with all
/// of them at once does not have.
@Suite(.serialized) struct SystemTests {}
