import Crypto
import Glibc
import Kernel

/// Copies and sums up directories of files, for backups. Waits for the disk on threads of its own.
public enum FileTree {
    /// What a directory holds.
    public struct Summary: Sendable, Hashable {
        public var files: Int64 = 0
        public var bytes: Int64 = 0
        /// Of the lines that `sha256sum` writes for all files, sorted by path: hexadecimal.
        public var sha256 = ""

        public init() {}
    }

    /// Brings every file below `source` that `target` lacks there, durably. Files that are still
    /// being written (`.tmp`) stay behind, and so do those removed meanwhile.
    /// - Parameter linking: gives the files a second name in place of a copy, where both
    ///   directories lie on one file system. Right for files that are never changed in place.
    /// - Returns: how many files came.
    @discardableResult
    public static func copy(
        from source: String, to target: String, linking: Bool
    ) async throws -> Int {
        try await onThread(name: "files.copy") {
            try copyDirectory(source, target, linking: linking)
        }
    }

    public static func summary(of directory: String) async throws -> Summary {
        try await onThread(name: "files.digest") {
            var lines: [(path: String, sha256: String)] = []
            var summary = Summary()
            for path in try files(in: directory).sorted() {
                let (digest, size) = try sha256(directory + "/" + path)
                lines.append((path, digest))
                summary.files += 1
                summary.bytes += size
            }
            var hash = SHA256()
            for line in lines { hash.update(data: Array("\(line.sha256)  \(line.path)\n".utf8)) }
            summary.sha256 = Hexadecimal.text(Array(hash.finalize()))
            return summary
        }
    }

    /// Copies one file to a path that must be free, durably.
    public static func copyFile(_ source: String, to target: String) async throws {
        try await onThread(name: "files.copy") {
            let directory = PosixFile.parent(of: target)
            try PosixFile.makeDirectories(directory, mode: 0o700)
            try copyFile(source, target, linking: false)
            try PosixFile.syncDirectory(directory)
        }
    }

    /// Writes a new file durably, readable by its owner only.
    public static func write(_ bytes: [UInt8], to path: String) async throws {
        try await onThread(name: "files.write") {
            try PosixFile.makeDirectories(PosixFile.parent(of: path), mode: 0o700)
            try PosixFile.write(bytes, to: path, mode: 0o600)
            try PosixFile.syncDirectory(PosixFile.parent(of: path))
        }
    }

    public static func read(_ path: String, limit: Int) async throws -> [UInt8] {
        try await onThread(name: "files.read") { try PosixFile.readAll(path, limit: limit) }
    }

    /// Makes the directory, and those above it, for its owner only.
    public static func makeDirectory(_ path: String) async throws {
        try await onThread(name: "files.make") {
            try PosixFile.makeDirectories(path, mode: 0o700)
        }
    }

    public static func exists(_ path: String) -> Bool { PosixFile.exists(path) }

    /// Whether there is no such directory, or nothing in it.
    public static func isEmpty(_ path: String) throws -> Bool {
        try PosixFile.names(in: path).isEmpty
    }

    /// Names in a directory; empty when there is no such directory.
    public static func names(in path: String) throws -> [String] {
        try PosixFile.names(in: path)
    }

    /// The permissions of a file, such as `0o600`.
    public static func mode(_ path: String) throws -> UInt32 { try PosixFile.mode(path) }

    // MARK: On the thread

    private static func copyDirectory(
        _ source: String, _ target: String, linking: Bool
    ) throws -> Int {
        try PosixFile.makeDirectories(target, mode: 0o700)
        var count = 0
        for name in try PosixFile.names(in: source) {
            let (from, to) = (source + "/" + name, target + "/" + name)
            if PosixFile.isDirectory(from) {
                count += try copyDirectory(from, to, linking: linking)
            } else if !name.hasSuffix(".tmp"), !PosixFile.exists(to) {
                do {
                    try copyFile(from, to, linking: linking)
                    count += 1
                } catch let error as FileError where error.isMissing { continue }
            }
        }
        if count > 0 { try PosixFile.syncDirectory(target) }
        return count
    }

    private static func copyFile(_ from: String, _ to: String, linking: Bool) throws {
        if linking, link(from, to) == 0 { return }
        let input = try PosixFile.Handle(reading: from)
        do {
            var output = try PosixFile.Handle(creating: to, mode: 0o600)
            var offset: Int64 = 0
            while true {
                let part = try input.read(upTo: 1 << 20, at: offset)
                if part.isEmpty { break }
                try output.write(part)
                offset += Int64(part.count)
            }
            try output.sync(fsync)
            try output.close()
        } catch {
            PosixFile.removeIfPresent(to)
            throw error
        }
    }

    /// Paths of all files below, without the directory's own.
    private static func files(in directory: String) throws -> [String] {
        try PosixFile.names(in: directory).flatMap { name -> [String] in
            let path = directory + "/" + name
            guard PosixFile.isDirectory(path) else { return [name] }
            return try files(in: path).map { name + "/" + $0 }
        }
    }

    private static func sha256(_ path: String) throws -> (digest: String, size: Int64) {
        let file = try PosixFile.Handle(reading: path)
        var hash = SHA256()
        var size: Int64 = 0
        while true {
            let part = try file.read(upTo: 1 << 20, at: size)
            if part.isEmpty { break }
            hash.update(data: part)
            size += Int64(part.count)
        }
        return (Hexadecimal.text(Array(hash.finalize())), size)
    }
}

extension FileError {
    /// There is no such file.
    var isMissing: Bool { code == ENOENT }
}

extension PosixFile {
    static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}

extension FileTree {
    /// Bytes of a file from a place on, at most `count`; none at its end.
    public static func piece(
        of path: String, at offset: Int64, count: Int
    ) async throws -> [UInt8] {
        try await onThread(name: "files.piece") {
            try PosixFile.Handle(reading: path).read(upTo: count, at: offset)
        }
    }
}
