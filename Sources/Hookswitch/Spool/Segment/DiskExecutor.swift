import Foundation

/// Runs an actor on a thread where waiting for the disk stops nobody else: neither Swift's two threads nor an event loop.
final class DiskExecutor: SerialExecutor {
    private let queue: DispatchQueue

    init(label: String) {
        self.queue = DispatchQueue(label: label, qos: .utility)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        self.queue.async {
            job.runSynchronously(on: self.asUnownedSerialExecutor())
        }
    }
}
