import Kernel

extension MasterKey {
    /// 64 hexadecimal digits in the environment; several, separated by commas, while keys are
    /// changed.
    public static let variable = "PENDOPO_MASTER_KEY"
    /// The path of a key file, for a secret that the machine hands over as a file; several,
    /// separated by colons.
    public static let fileVariable = "PENDOPO_MASTER_KEY_FILE"

    /// Reads a key of 64 hexadecimal digits or 32 bytes. Blocks on the disk.
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
}
