import NIOCore

/// A body as it arrives, within its limits.
struct ReceivedBody {
    private var bytes: ByteBuffer?
    private var chunkCount = 0
    /// The last read in which a part came.
    private var lastRead = 0

    init() {}

    /// Takes a part.
    ///
    /// - Parameters:
    ///   - part: What the parser delivers: a chunk, or as much of it as one read had.
    ///   - read: The number of the read from the socket that it came with. The first part of a read may continue a chunk
    ///     that was counted before, so it is not counted; reads are limited by the bytes of the request.
    mutating func append(_ part: inout ByteBuffer, read: Int, limits: ConnectionLimits) throws(Refusal) {
        if self.bytes == nil || read == self.lastRead { self.chunkCount += 1 }
        self.lastRead = read
        let count = self.bytes?.readableBytes ?? 0
        guard part.readableBytes <= limits.maximumBodyByteCount - count, self.chunkCount <= limits.maximumChunkCount
        else { throw .bodyTooLarge }

        if self.bytes == nil {
            self.bytes = part
        } else {
            self.bytes?.writeBuffer(&part)
        }
    }

    /// Lends the bytes.
    func withBytes<Result, Failure: Error>(
        _ use: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        guard let bytes = self.bytes else { return try use(UnsafeRawBufferPointer(start: nil, count: 0)) }
        // The closure of NIO's method throws untyped; the result carries the type through.
        let result = bytes.withUnsafeReadableBytes { pointer -> Swift.Result<Result, Failure> in
            do throws(Failure) { return .success(try use(pointer)) } catch { return .failure(error) }
        }
        return try result.get()
    }
}
