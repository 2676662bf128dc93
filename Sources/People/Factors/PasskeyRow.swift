import Contracts
import Kernel
import Passkeys
import Store

extension PasskeyCredential {
    /// As it is sealed in a factor's row; the counter has a column of its own.
    func content(named name: String) -> JSONValue {
        .object([
            "name": .string(name),
            "id": .string(Base64URL.encode(id)),
            "algorithm": .integer(Int64(algorithm.rawValue)),
            "key": .string(Base64URL.encode(publicKey)),
            "aaguid": .string(Base64URL.encode(aaguid)),
            "eligible": .bool(isBackupEligible),
            "backedUp": .bool(isBackedUp),
            "transports": .string(PasskeyTransport.text(transports)),
        ])
    }

    init?(_ content: JSONValue, counter: Int64) {
        func bytes(_ member: String) -> [UInt8]? {
            content[member]?.stringValue.flatMap { Base64URL.decode($0, limit: 2_048) }
        }
        guard let id = bytes("id"), let key = bytes("key"), let aaguid = bytes("aaguid"),
            let number = content["algorithm"]?.integerValue,
            let algorithm = PasskeyAlgorithm(rawValue: Int(number)),
            let counter = UInt32(exactly: counter)
        else { return nil }
        let transports = content["transports"]?.stringValue.flatMap {
            try? PasskeyTransport.list($0)
        }
        self.init(
            id: id, algorithm: algorithm, publicKey: key, counter: counter, aaguid: aaguid,
            isBackupEligible: content["eligible"] == .bool(true),
            isBackedUp: content["backedUp"] == .bool(true), transports: transports ?? [])
    }
}

extension FactorRow {
    /// The passkeys of an account, opened.
    static func passkeys(
        of account: AccountID, _ vault: Vault, in reader: Reader
    ) throws -> [PasskeyCredential] {
        try all(of: account, in: reader).filter { $0.kind == .passkey }.compactMap {
            PasskeyCredential(try $0.opened(vault), counter: $0.counter)
        }
    }
}
