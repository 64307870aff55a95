import Foundation
import Glibc

/// Forces what the lanes wrote to the disk.
actor SpoolSyncer {
    private let executor = DiskExecutor(label: "spool.sync")
    private let directory: String
    private let lanes: [SpoolLane]
    private var createdFileCount = 0

    init(directory: String, lanes: [SpoolLane]) {
        self.directory = directory
        self.lanes = lanes
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        self.executor.asUnownedSerialExecutor()
    }

    /// Forces everything to the disk, new names included.
    ///
    /// - Returns: 0, or the first of the system's error numbers.
    func sync(isLast: Bool = false) -> Int32 {
        var codes = self.lanes.map { $0.sync(isLast: isLast) }
        let created = self.lanes.reduce(0) { $0 + $1.statistics.createdFileCount }
        if created != self.createdFileCount {
            let code = self.syncDirectory()
            if code == 0 { self.createdFileCount = created }
            codes.append(code)
        }
        return codes.first { $0 != 0 } ?? 0
    }

    /// Ends the lanes' files for good.
    func close() {
        for lane in self.lanes { lane.close() }
        _ = self.sync(isLast: true)
    }

    private func syncDirectory() -> Int32 {
        let descriptor = open(self.directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return errno }
        defer { Glibc.close(descriptor) }
        return fsync(descriptor) == 0 ? 0 : errno
    }
}
