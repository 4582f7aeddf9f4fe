/// The folders on the way to a file, without a list of them: every file of a tree is asked.
extension FileName {
    /// The bytes of a folder's name.
    package typealias Folder = UnsafeBufferPointer<UInt8>

    /// Whether one of the folders on the way to the file has one of these names, as they are written.
    package func hasFolder(in names: NameSet) -> Bool { hasFolder { names.contains($0) } }

    /// Whether one of the folders on the way to the file has one of these names, or a name that begins with a text.
    package func hasFolder(in names: NameSet, orBeginningWith beginnings: [String]) -> Bool {
        hasFolder { folder in
            names.contains(folder)
                || beginnings.contains { folder.first == $0.utf8.first && folder.starts(with: $0.utf8) }
        }
    }

    /// Whether one of the folders on the way to the file passes a test of its name's bytes.
    package func hasFolder(where test: (Folder) -> Bool) -> Bool {
        withPath { path in
            // What stands between slashes, without the last of it.
            var folder = 0..<0
            var start = 0
            for index in path.indices where path[index] == Self.slash {
                if !folder.isEmpty, test(UnsafeBufferPointer(rebasing: path[folder])) { return true }
                if index > start { folder = start..<index }
                start = index + 1
            }
            return start < path.count && !folder.isEmpty && test(UnsafeBufferPointer(rebasing: path[folder]))
        }
    }

    /// Whether the folder that the file is in has this name.
    package func isDirectly(in name: StaticString) -> Bool {
        withPath { path in
            guard let end = path.lastIndex(of: Self.slash) else { return false }
            let start = end - name.utf8CodeUnitCount
            return start >= 0 && (start == 0 || path[start - 1] == Self.slash)
                && name.withUTF8Buffer { path[start..<end].elementsEqual($0) }
        }
    }

    private static let slash = UInt8(ascii: "/")

    private func withPath(_ body: (UnsafeBufferPointer<UInt8>) -> Bool) -> Bool {
        path.utf8.withContiguousStorageIfAvailable(body) ?? Array(path.utf8).withUnsafeBufferPointer(body)
    }
}
