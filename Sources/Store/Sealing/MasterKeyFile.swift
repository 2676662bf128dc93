import Kernel

extension MasterKey {
    /// 64 hexadecimal digits in the environment.
    public static let variable = "PENDOPO_MASTER_KEY"
    /// The path of a key file, for a secret that the machine hands over as a file.
    public static let fileVariable = "PENDOPO_MASTER_KEY_FILE"

    /// The key of a city: from the environment, else from the file that the environment names,
    /// else `keys/master.key` in the data directory, which is made when it may be.
    ///
    /// Blocks on the disk: call it at start, not in a request.
    /// - Throws: `SealingError.masterKey` with what is wrong and how to mend it.
    public static func load(
        dataDirectory: String, environment: [String: String], createIfAbsent: Bool
    ) throws(SealingError) -> MasterKey {
        if let hex = environment[variable], !hex.isEmpty { return try MasterKey(hex: hex) }
        if let path = environment[fileVariable], !path.isEmpty { return try load(file: path) }
        let directory = dataDirectory + "/keys"
        let path = directory + "/master.key"
        if !PosixFile.exists(path) {
            guard createIfAbsent else {
                throw .masterKey(
                    "There is no key at \(path). Put the city's key there, or name it by "
                        + "\(fileVariable).")
            }
            try create(in: directory, at: path)
        }
        return try load(file: path, private: true)
    }

    /// - Parameter private: refuses a file that others on the machine may read.
    public static func load(
        file path: String, private: Bool = false
    ) throws(SealingError)
        -> MasterKey
    {
        do {
            if `private`, try PosixFile.mode(path) & 0o077 != 0 {
                throw SealingError.masterKey("Others may read \(path): run chmod 600 on it.")
            }
            let bytes = try PosixFile.readAll(path, limit: 4096)
            if bytes.count == 32 { return try MasterKey(bytes: bytes) }
            guard let key = MasterKey.bytes(ofHex: bytes) else {
                throw SealingError.masterKey(
                    "\(path) holds neither 64 hexadecimal digits nor 32 bytes.")
            }
            return try MasterKey(bytes: key)
        } catch let error as SealingError {
            throw error
        } catch {
            throw .masterKey("\(path) cannot be read: \(error)")
        }
    }

    /// Two processes may start at once: the file appears complete or not at all, and the first
    /// one wins.
    private static func create(in directory: String, at path: String) throws(SealingError) {
        do {
            try PosixFile.makeDirectories(directory, mode: 0o700)
            let mark = SystemRandomNumberGenerator.next64()
            let temporary = path + ".\(mark).tmp"
            defer { PosixFile.removeIfPresent(temporary) }
            try PosixFile.write(try MasterKey.random().fileText, to: temporary, mode: 0o600)
            try PosixFile.linkUnlessPresent(temporary, as: path)
            try PosixFile.syncDirectory(directory)
        } catch let error as SealingError {
            throw error
        } catch {
            throw .masterKey("\(path) cannot be made: \(error)")
        }
    }
}

extension SystemRandomNumberGenerator {
    fileprivate static func next64() -> UInt64 {
        var generator = SystemRandomNumberGenerator()
        return generator.next()
    }
}
