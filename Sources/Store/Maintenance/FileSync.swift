import Glibc

/// Brings a file and its entry in the directory to the disk.
enum FileSync {
    /// - Throws: `StoreError.io` with the system's error number.
    static func sync(_ path: String) throws {
        try sync(path, O_RDONLY)
        let slash = path.lastIndex(of: "/")
        let directory = slash.map { String(path[..<$0]) } ?? "."
        try sync(directory.isEmpty ? "/" : directory, O_RDONLY | O_DIRECTORY)
    }

    private static func sync(_ path: String, _ flags: Int32) throws {
        let file = open(path, flags | O_CLOEXEC)
        guard file >= 0 else { throw StoreError.io("open: \(errno)") }
        defer { close(file) }
        guard fsync(file) == 0 else { throw StoreError.io("fsync: \(errno)") }
    }
}
