import Reporting

/// A ZIP's central directory: where every member lies (PKWARE's APPNOTE, 4.3).
struct ZIPDirectory {
    /// Members' records, one behind the other.
    private let records: [UInt8]
    /// What stands before the archive: a script or a program that it was appended to, the head of a JMOD or a CRX.
    let prepended: Int
    /// Where the members' data must have ended.
    let start: Int

    private static let endSignature: UInt64 = 0x0605_4B50
    private static let recordSignature: UInt64 = 0x0201_4B50
    private static let endLength = 22
    private static let longestComment = 65_535
    /// More than any honest archive has, and no more than may lie in memory.
    private static let longestDirectory = 64 << 20

    /// - Throws: ``Failure`` with code `corrupt-archive`, `archive-limit` or `unreadable-input`.
    init(_ archive: RandomAccess, name: String) throws(Failure) {
        let tailLength = min(archive.count, Self.endLength + Self.longestComment)
        let tailStart = archive.count - tailLength
        guard let tail = try archive.bytes(at: tailStart, count: tailLength) else {
            throw Self.corrupt(name, "it is shorter than it was")
        }
        for end in Self.ends(in: tail) {
            guard let place = try Self.place(end, tail, tailStart, archive) else { continue }
            guard place.length <= Self.longestDirectory else {
                throw Failure(.archiveLimit, "\(name) has a list of members of \(place.length) bytes")
            }
            guard let records = try archive.bytes(at: place.start, count: place.length) else { continue }
            guard place.length == 0 || LittleEndian.number(records, 0, 4) == Self.recordSignature else { continue }
            self.records = records
            prepended = place.prepended
            start = place.start
            return
        }
        throw Self.corrupt(name, "it has no list of members at its end")
    }

    /// Where the records of the end may be, the likeliest first: a comment may hold anything.
    private static func ends(in tail: [UInt8]) -> [Int] {
        var exact: [Int] = []
        var others: [Int] = []
        var offset = tail.count - endLength
        while offset >= 0, exact.count + others.count < 16 {
            if tail[offset] == 0x50, LittleEndian.number(tail, offset, 4) == endSignature {
                let comment = Int(LittleEndian.number(tail, offset + 20, 2) ?? 0)
                let isExact = offset + endLength + comment == tail.count
                if isExact { exact.append(offset) } else { others.append(offset) }
            }
            offset -= 1
        }
        return exact + others
    }

    private static func place(
        _ end: Int, _ tail: [UInt8], _ tailStart: Int, _ archive: RandomAccess
    ) throws(Failure) -> (start: Int, length: Int, prepended: Int)? {
        guard let length = LittleEndian.int(tail, end + 12, 4), let offset = LittleEndian.int(tail, end + 16, 4),
            let count = LittleEndian.int(tail, end + 10, 2)
        else { return nil }
        let place = tailStart + end
        if length == 0xFFFF_FFFF || offset == 0xFFFF_FFFF || count == 0xFFFF,
            let large = try zip64(before: place, archive)
        {
            return large
        }
        return fitted(length: length, offset: offset, end: place)
    }

    /// The directory lies right before its end record; the offset tells what was prepended.
    private static func fitted(length: Int, offset: Int, end: Int) -> (start: Int, length: Int, prepended: Int)? {
        let start = end - length
        guard start >= 0, offset >= 0, start >= offset else { return nil }
        return (start, length, start - offset)
    }

    /// The end record of archives with more than 65,535 members or 4 GiB, and its locator.
    private static func zip64(
        before end: Int, _ archive: RandomAccess
    ) throws(Failure) -> (start: Int, length: Int, prepended: Int)? {
        guard let locator = try archive.bytes(at: end - 20, count: 20),
            LittleEndian.number(locator, 0, 4) == 0x0706_4B50, let named = LittleEndian.int(locator, 8, 8)
        else { return nil }
        // Its own offset doesn't know what was prepended; without extensions it lies right before its locator.
        for place in [end - 20 - 56, named] {
            guard let record = try archive.bytes(at: place, count: 56),
                LittleEndian.number(record, 0, 4) == 0x0606_4B50,
                let length = LittleEndian.int(record, 40, 8), let offset = LittleEndian.int(record, 48, 8),
                let found = fitted(length: length, offset: offset, end: place)
            else { continue }
            return found
        }
        return nil
    }

    /// Visits every record.
    /// - Parameter body: takes the name's bytes, which are gone when it returns, and the record.
    /// - Returns: whether all of the directory could be read.
    func forEach(_ body: (UnsafeRawBufferPointer, ZIPRecord) throws -> ArchiveReader.Continuation) throws -> Bool {
        try records.withUnsafeBytes { memory in
            var offset = 0
            while offset < memory.count {
                guard let record = ZIPRecord(memory, at: offset), record.end <= memory.count else { return false }
                let name = UnsafeRawBufferPointer(rebasing: memory[record.name])
                if try body(name, record) == .stop { return true }
                offset = record.end
            }
            return true
        }
    }

    static func corrupt(_ name: String, _ why: String) -> Failure {
        Failure(.corruptArchive, "\(name) can't be read as an archive: \(why)")
    }
}
