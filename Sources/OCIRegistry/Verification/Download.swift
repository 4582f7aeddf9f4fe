import HTTPTransport
import OCIModel
import Reporting

/// Fetches one blob into a sink: a cut connection goes on where it stopped, and what arrives is verified.
struct Download<Sink: BlobSink> {
    let store: any ImageStore
    let blob: Descriptor
    let progress: any ProgressReporter
    var policy = RetryPolicy()
    var sink: Sink

    /// Whoever sends this much between two cuts makes progress; the attempts are counted anew.
    private static var worthwhile: Int64 { 1 << 20 }

    /// - Throws: ``Failure`` with code `digest-mismatch` when the store holds something else, or what the store threw.
    mutating func run() async throws {
        do {
            try await fetch()
        } catch let failure as Failure where failure.code == .digestMismatch {
            // Bytes can be changed on the way once; what is stored wrongly stays wrong.
            try sink.restart()
            try await fetch()
        }
    }

    private mutating func fetch() async throws {
        var reader = VerifiedReader(blob)
        var attempt = 1
        var lastCut: Int64 = 0
        while true {
            let stream = try await store.open(blob, from: reader.offset)
            do {
                try await take(stream, &reader)
                return try reader.finish(from: store.name)
            } catch let failure as Failure where failure.isTransient {
                if reader.offset - lastCut >= Self.worthwhile { attempt = 1 }
                lastCut = reader.offset
                guard
                    let delay = policy.delay(
                        after: .broken, attempt: attempt, isIdempotent: true, random: .random(in: 0...1))
                else { throw failure }
                attempt += 1
                try await Task.sleep(for: delay)
            }
        }
    }

    private mutating func take(_ stream: BlobStream, _ reader: inout VerifiedReader) async throws {
        if stream.offset != reader.offset {
            guard stream.offset == 0 else {
                throw Failure(.remoteRefused, "\(store.name) sends another part of \(blob.digest) than was asked for")
            }
            // The store can't begin in the middle.
            try sink.restart()
            reader = VerifiedReader(blob)
        }
        for try await chunk in stream.chunks {
            try reader.take(chunk, from: store.name)
            try sink.write(chunk)
            progress.report(.advanced(id: blob.progressID, completed: reader.offset, total: blob.size))
        }
        guard reader.isComplete else {
            throw Failure(
                .incompleteAnswer, "\(store.name) sent \(reader.offset) of the \(blob.size) bytes of \(blob.digest)")
        }
    }
}

extension Failure {
    /// Whether the same may work a moment later.
    var isTransient: Bool {
        [.unreachable, .timedOut, .incompleteAnswer, .registryUnavailable].contains(code)
    }
}

extension Failure.Code {
    /// An answer ended early.
    static let incompleteAnswer = Self("incomplete-answer", .remote)
}
