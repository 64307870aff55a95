import NIOPosix

/// The threads of every simulator in this process.
///
/// Of their own, so that a simulator never waits for the client it is testing, and shared and never shut down, so that
/// a test run with hundreds of simulators does not make hundreds of threads.
enum ServerThreads {
    static let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
}
