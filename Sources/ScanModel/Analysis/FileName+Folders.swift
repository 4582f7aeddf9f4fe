/// The folders on the way to a file, without a list of them: every file of a tree is asked.
extension FileName {
    package typealias Folder = Slice<UnsafeBufferPointer<UInt8>>

    /// Whether one of the folders on the way to the file has one of these names, as they are written.
    package func hasFolder(in names: NameSet) -> Bool { hasFolder { names.contains($0) } }

    /// Whether one of the folders on the way to the file passes a test of its name's bytes.
    package func hasFolder(where test: (Folder) -> Bool) -> Bool {
        path.utf8.withContiguousStorageIfAvailable { Self.visit($0, test) }
            ?? Array(path.utf8).withUnsafeBufferPointer { Self.visit($0, test) }
    }

    /// Whether the folder that the file is in has this name.
    package func isDirectly(in name: StaticString) -> Bool {
        let isLast = { (bytes: UnsafeBufferPointer<UInt8>) -> Bool in
            guard let slash = bytes.lastIndex(of: Self.slash) else { return false }
            let folder = bytes[..<slash]
            let start = folder.lastIndex(of: Self.slash).map { $0 + 1 } ?? 0
            return folder.count - start == name.utf8CodeUnitCount
                && name.withUTF8Buffer { folder[start...].elementsEqual($0) }
        }
        return path.utf8.withContiguousStorageIfAvailable(isLast) ?? Array(path.utf8).withUnsafeBufferPointer(isLast)
    }

    private static let slash = UInt8(ascii: "/")

    /// What stands between slashes, without the last of it.
    private static func visit(_ path: UnsafeBufferPointer<UInt8>, _ test: (Folder) -> Bool) -> Bool {
        var folder: Folder?
        var start = 0
        while start < path.count {
            let end = path[start...].firstIndex(of: slash) ?? path.count
            if end > start {
                if let folder, test(folder) { return true }
                folder = path[start..<end]
            }
            start = end + 1
        }
        return false
    }
}
