import Glibc

/// The folder that one worker opened its last file in: the next file is opened by its name alone, and the system need not
/// go down the whole path for each file of a folder.
final class OpenFolder {
    /// The path with its slash.
    private var path: [CChar] = []
    private var descriptor: Int32 = -1

    deinit { forget() }

    /// - Parameters:
    ///   - location: the file's absolute path, with the zero at its end.
    ///   - flags: those of `open`.
    /// - Returns: the file's descriptor; -1 with `errno` when it can't be opened, nil when its folder can't.
    func open(_ location: [CChar], _ flags: Int32) -> Int32? {
        guard let slash = location.lastIndex(of: CChar(bitPattern: UInt8(ascii: "/"))) else { return nil }
        let length = slash + 1
        return location.withUnsafeBufferPointer { location in
            guard let base = location.baseAddress, enter(base, length) else { return nil }
            return openat(descriptor, base + length, flags)
        }
    }

    /// - Returns: whether the folder is open.
    private func enter(_ folder: UnsafePointer<CChar>, _ length: Int) -> Bool {
        if descriptor >= 0, path.count == length + 1, memcmp(path, folder, length) == 0 { return true }
        forget()
        path = Array(UnsafeBufferPointer(start: folder, count: length)) + [0]
        descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        return descriptor >= 0
    }

    private func forget() {
        if descriptor >= 0 { close(descriptor) }
        descriptor = -1
    }
}
