/// Small files whose newest content must be on the disk before anybody hears of it. Both block:
/// call them on a thread of `BlockingThreads`.
public enum DurableFile {
    /// Puts new content in place of the old: whoever reads, after a power cut too, finds one of
    /// the two whole. Readable by its owner only.
    public static func replace(_ path: String, with bytes: [UInt8]) throws(FileError) {
        let fresh = path + ".tmp"
        let directory = PosixFile.parent(of: path)
        try PosixFile.makeDirectories(directory, mode: 0o700)
        // One that an earlier process left behind.
        try PosixFile.remove(fresh)
        try PosixFile.write(bytes, to: fresh, mode: 0o600)
        do throws(FileError) {
            try PosixFile.rename(fresh, to: path)
        } catch {
            PosixFile.removeIfPresent(fresh)
            throw error
        }
        try PosixFile.syncDirectory(directory)
    }

    /// - Returns: nil when there is no such file.
    public static func read(_ path: String, limit: Int) throws(FileError) -> [UInt8]? {
        do throws(FileError) {
            return try PosixFile.readAll(path, limit: limit)
        } catch {
            if error.isMissing { return nil }
            throw error
        }
    }
}
