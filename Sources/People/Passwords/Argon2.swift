import CArgon2

/// Argon2id (RFC 9106) by libargon2. The parameters travel inside the hash string, so they can be
/// raised without touching what is stored.
public struct Argon2Parameters: Sendable, Hashable {
    /// Passes over the memory.
    public let passes: UInt32
    /// Memory in KiB.
    public let kibibytes: UInt32
    /// Lanes; one, because several sign-ins already run side by side.
    public let lanes: UInt32

    public init(passes: UInt32, kibibytes: UInt32, lanes: UInt32 = 1) {
        self.passes = passes
        self.kibibytes = kibibytes
        self.lanes = lanes
    }

    /// The second choice of the OWASP password storage cheat sheet: 19 MiB, two passes. Two at
    /// once stay below 40 MiB, which a server of a small city can spare.
    public static let standard = Argon2Parameters(passes: 2, kibibytes: 19 * 1024)
    /// For tests only: the algorithm without its cost.
    public static let cheap = Argon2Parameters(passes: 1, kibibytes: 64)

    /// The head of every hash made with these parameters.
    var prefix: String { "$argon2id$v=19$m=\(kibibytes),t=\(passes),p=\(lanes)$" }
}

enum Argon2 {
    struct Failure: Error { let code: Int32 }

    static func hash(
        _ password: [UInt8], salt: [UInt8], _ parameters: Argon2Parameters
    ) throws -> String {
        let length = argon2_encodedlen(
            parameters.passes, parameters.kibibytes, parameters.lanes, UInt32(salt.count), 32,
            Argon2_id)
        var encoded = [CChar](repeating: 0, count: length)
        let code = argon2id_hash_encoded(
            parameters.passes, parameters.kibibytes, parameters.lanes, password, password.count,
            salt, salt.count, 32, &encoded, length)
        guard code == ARGON2_OK.rawValue else { throw Failure(code: code) }
        return String(
            decoding: encoded.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    static func verify(_ password: [UInt8], against encoded: String) -> Bool {
        argon2id_verify(encoded, password, password.count) == ARGON2_OK.rawValue
    }
}
