import Glibc

/// A file operation that the system refused.
public struct FileError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The system call, such as `fsync`.
    public let operation: String
    public let path: String
    /// The system's error number, such as `EIO`.
    public let code: Int32

    public var description: String {
        "\(operation) \(path): \(String(cString: strerror(code)))"
    }
}

/// The few file operations whose order decides what survives a power cut. All of them block.
enum PosixFile {
    /// Writes a new file and waits until the disk has it. On an error nothing stays behind.
    static func write(_ bytes: [UInt8], to path: String, mode: mode_t) throws(FileError) {
        var file = try Handle(creating: path, mode: mode)
        do throws(FileError) {
            try file.write(bytes)
            try file.sync(fsync)
            try file.close()
        } catch {
            removeIfPresent(path)
            throw error
        }
    }

    static func readAll(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
        let file = try Handle(reading: path)
        return try file.read(upTo: limit)
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    static func mode(_ path: String) throws(FileError) -> mode_t {
        var status = stat()
        guard stat(path, &status) == 0 else { throw FileError("stat", path) }
        return status.st_mode & 0o7777
    }

    /// Makes the directory and its parents; each new one is synced into its parent, so that a
    /// file synced later cannot lose its directory.
    static func makeDirectories(_ path: String, mode: mode_t) throws(FileError) {
        if exists(path) || path.isEmpty { return }
        let parent = parent(of: path)
        try makeDirectories(parent, mode: mode)
        if mkdir(path, mode) != 0, errno != EEXIST { throw FileError("mkdir", path) }
        try syncDirectory(parent)
    }

    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    static func syncDirectory(
        _ path: String, by sync: (Int32) -> Int32 = fsync
    ) throws(FileError) {
        let directory = try Handle(opening: path, flags: O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        try directory.sync(sync)
    }

    static func rename(_ old: String, to new: String) throws(FileError) {
        guard Glibc.rename(old, new) == 0 else { throw FileError("rename", new) }
    }

    /// Gives the file a second name, unless that name is taken: then the older file stays.
    static func linkUnlessPresent(_ old: String, as new: String) throws(FileError) {
        if link(old, new) != 0, errno != EEXIST { throw FileError("link", new) }
    }

    static func removeIfPresent(_ path: String) { _ = unlink(path) }

    /// - Throws: unless the file is gone afterwards.
    static func remove(_ path: String) throws(FileError) {
        if unlink(path) != 0, errno != ENOENT { throw FileError("unlink", path) }
    }

    /// Names in a directory without `.` and `..`; empty when there is no such directory.
    static func names(in path: String) throws(FileError) -> [String] {
        guard let directory = opendir(path) else {
            if errno == ENOENT { return [] }
            throw FileError("opendir", path)
        }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}

extension FileError {
    /// Takes the error of the call that has just failed.
    init(_ operation: String, _ path: String) {
        self.init(operation: operation, path: path, code: errno)
    }
}

extension PosixFile {
    /// An open file, closed when it goes out of scope.
    struct Handle: ~Copyable {
        private let path: String
        private var descriptor: Int32

        init(opening path: String, flags: Int32, mode: mode_t = 0) throws(FileError) {
            self.path = path
            descriptor = Glibc.open(path, flags, mode)
            guard descriptor >= 0 else { throw FileError("open", path) }
        }

        /// A file that must not exist yet.
        init(creating path: String, mode: mode_t) throws(FileError) {
            try self.init(
                opening: path, flags: O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode: mode)
        }

        init(reading path: String) throws(FileError) {
            try self.init(opening: path, flags: O_RDONLY | O_CLOEXEC)
        }

        deinit { if descriptor >= 0 { _ = closeDescriptor(descriptor) } }

        func write(_ bytes: [UInt8]) throws(FileError) {
            var done = 0
            while done < bytes.count {
                let count = bytes.withUnsafeBytes { buffer in
                    writeDescriptor(
                        descriptor, UnsafeRawBufferPointer(rebasing: buffer[done...]))
                }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw FileError("write", path) }
                done += count
            }
        }

        /// At most `limit` bytes from the place of reading, or from `offset`.
        func read(upTo limit: Int, at offset: Int64? = nil) throws(FileError) -> [UInt8] {
            if let offset, lseek(descriptor, off_t(offset), SEEK_SET) < 0 {
                throw FileError("lseek", path)
            }
            var bytes = [UInt8](repeating: 0, count: limit)
            var done = 0
            while done < limit {
                let count = bytes.withUnsafeMutableBytes { buffer in
                    readDescriptor(
                        descriptor, UnsafeMutableRawBufferPointer(rebasing: buffer[done...]))
                }
                if count < 0, errno == EINTR { continue }
                guard count >= 0 else { throw FileError("read", path) }
                if count == 0 { break }
                done += count
            }
            bytes.removeLast(limit - done)
            return bytes
        }

        /// After a failed sync the kernel may have dropped the pages: the caller must give up the
        /// file, never sync it again.
        func sync(_ sync: (Int32) -> Int32) throws(FileError) {
            guard sync(descriptor) == 0 else { throw FileError("fsync", path) }
        }

        mutating func close() throws(FileError) {
            let open = descriptor
            descriptor = -1
            // On Linux the descriptor is closed even when an error is told.
            guard closeDescriptor(open) == 0 || errno == EINTR else {
                throw FileError("close", path)
            }
        }
    }
}

// `Handle` has methods of these names, which would hide the system calls.
private func writeDescriptor(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    write(file, bytes.baseAddress, bytes.count)
}

private func readDescriptor(_ file: Int32, _ bytes: UnsafeMutableRawBufferPointer) -> Int {
    read(file, bytes.baseAddress, bytes.count)
}

private func closeDescriptor(_ file: Int32) -> Int32 { close(file) }
