import Crypto
import Kernel
import Store
import TransparencyLog

/// The key by which a witness cosigns, kept in a file that its owner alone may read.
public enum WitnessKey {
    /// The key of this folder; made at the first start, and durable before it is used.
    /// - Parameter name: the name of the witness; nil takes the one that the key has, or one made
    ///   from the key at the first start.
    /// - Throws: `WitnessProblem`; `FileError`.
    public static func open(
        in folder: String, name: String?,
        fresh: () -> Curve25519.Signing.PrivateKey = { .init() }
    ) throws -> NoteSigner {
        let path = folder + "/key"
        if let bytes = try DurableFile.read(path, limit: 1_024) {
            let known = try read(bytes)
            guard name == nil || name == known.key.name else {
                throw WitnessProblem.otherName(known.key.name)
            }
            return known
        }
        let secret = fresh()
        let id = Hexadecimal.text(Array(secret.publicKey.rawRepresentation.prefix(4)))
        let name = name ?? "witness-\(id)"
        guard let signer = NoteSigner(name: name, kind: .cosignature, secret: secret) else {
            throw WitnessProblem.badName(name)
        }
        let text = "\(name)\n\(Base64.encode(Array(secret.rawRepresentation)))\n"
        try DurableFile.replace(path, with: Array(text.utf8))
        return signer
    }

    private static func read(_ bytes: [UInt8]) throws(WitnessProblem) -> NoteSigner {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        guard lines.count == 2, let raw = Base64.decode(lines[1], limit: 32),
            let secret = try? Curve25519.Signing.PrivateKey(rawRepresentation: raw),
            let signer = NoteSigner(
                name: String(lines[0]), kind: .cosignature, secret: secret)
        else { throw .damaged("key") }
        return signer
    }
}

/// Why a witness cannot begin.
public enum WitnessProblem: Error, Sendable, Hashable {
    /// The key in the folder has this other name.
    case otherName(String)
    /// The name cannot stand in a note: white space, a plus, or nothing at all.
    case badName(String)
    /// This file of the folder is not what was written there. Beginning anew would mean to
    /// forget what was signed.
    case damaged(String)

    /// For the person at the terminal.
    public var sentence: String {
        switch self {
        case .otherName(let name): "The key in this folder is that of “\(name)”."
        case .badName(let name): "“\(name)” cannot be the name of a witness."
        case .damaged(let file):
            "The file “\(file)” in the folder of the witness is damaged: bring it back from a copy."
        }
    }
}
