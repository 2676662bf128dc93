import Foundation
import Kernel

/// A folder with the keys of a city that issues its own certificates: `root.p12`, `authority.p12`,
/// one file for each officer and seal, `seals.pem`, `revoked.json`, `root.crl`, and `city.pem`,
/// which is for everybody.
///
/// All key files open with the same passphrase, which is kept nowhere. The root is needed only
/// when an authority is made: keep it apart. Its own revocation list, which says that the authority
/// is not on it, is made with it and lasts as long as the authority, so that a letter can carry
/// proof for its whole chain.
public struct KeyFolder: Sendable {
    private let folder: URL
    private let passphrase: String
    private let world: World

    public enum Fault: Error, Sendable, Hashable {
        /// The folder holds keys already.
        case exists
        /// There is a key of that name.
        case taken(String)
        case missing(String)
    }

    public init(path: String, passphrase: String, world: World) {
        folder = URL(fileURLWithPath: path, isDirectory: true)
        self.passphrase = passphrase
        self.world = world
    }

    /// Makes root, authority, seal and the key of statements.
    public func make(city: String) throws {
        guard !FileManager.default.fileExists(atPath: file("root.p12").path) else {
            throw Fault.exists
        }
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let now = world.now
        let root = try CertificateAuthority.root(
            CertificateName("Akar \(city)", organization: city), from: now, serial: serial())
        let authority = CertificateAuthority(
            try root.seal(
                CertificateName("Penerbit \(city)", organization: city), .authority, from: now,
                serial: serial()))
        try write("root", root.seal)
        let list = try root.revocationList(
            [], number: 1, made: now, next: authority.certificate.notAfter)
        try Data(list).write(to: file("root.crl"), options: .atomic)
        try write("authority", authority.seal)
        let seal = try authority.seal(
            CertificateName("Cap \(city)", organization: city), .seal, from: now, serial: serial())
        try write("seal", seal)
        try writeSeals([seal.certificates[0]])
        try publish(authority, [], number: 1)
    }

    /// A new certificate and key; an older one of the same person stays valid until revoked.
    /// What a seal states in QR codes counts from now on, beside what earlier seals stated.
    /// - Parameter id: name of the file, which must be a new one: a key is never written over.
    /// - Returns: the serial number, which `revoke` wants.
    public func issue(
        id: String, name: CertificateName, _ profile: CertificateProfile
    ) throws -> String {
        guard !FileManager.default.fileExists(atPath: file("\(id).p12").path) else {
            throw Fault.taken(id)
        }
        let authority = try open()
        let seal = try authority.seal(name, profile, from: world.now, serial: serial())
        try write(id, seal)
        if profile == .seal {
            try writeSeals(try seals() + [seal.certificates[0]])
            let (revoked, number) = try list()
            try publish(authority, revoked, number: number + 1)
        }
        return seal.certificates[0].serialText
    }

    /// Revokes a certificate and writes the list anew.
    /// - Parameter reason: CRLReason, as in `CertificateAuthority.Revocation`.
    public func revoke(serial: String, reason: Int) throws {
        guard let bytes = Hexadecimal.bytes(serial), !bytes.isEmpty else {
            throw Fault.missing(serial)
        }
        var (revoked, number) = try list()
        if !revoked.contains(where: { $0.serial == bytes }) {
            revoked.append(.init(serial: bytes, at: world.now, reason: reason))
        }
        number += 1
        try publish(try open(), revoked, number: number)
    }

    /// Writes the list anew before it ends, with nothing more revoked.
    public func renew() throws {
        let (revoked, number) = try list()
        try publish(try open(), revoked, number: number + 1)
    }

    // MARK: Files

    private func file(_ name: String) -> URL { folder.appendingPathComponent(name) }

    private func serial() -> [UInt8] { [0x40] + world.random.bytes(15) }

    private func open() throws -> CertificateAuthority {
        guard let data = try? Data(contentsOf: file("authority.p12")) else {
            throw Fault.missing("authority.p12")
        }
        return CertificateAuthority(
            try SealKey(pkcs12: Array(data), passphrase: passphrase))
    }

    private func write(_ id: String, _ seal: SealKey) throws {
        let bytes = try seal.pkcs12(name: id, passphrase: passphrase)
        let path = file("\(id).p12")
        guard
            FileManager.default.createFile(
                atPath: path.path, contents: Data(bytes),
                attributes: [.posixPermissions: 0o600])
        else { throw Fault.missing(path.lastPathComponent) }
    }

    private func list() throws -> ([CertificateAuthority.Revocation], Int) {
        guard let data = try? Data(contentsOf: file("revoked.json")),
            let value = try? JSONValue(parsing: data), case .array(let items)? = value["revoked"],
            let number = value["number"]?.integerValue
        else { throw Fault.missing("revoked.json") }
        let revoked = items.compactMap { item -> CertificateAuthority.Revocation? in
            guard let serial = item["serial"]?.stringValue.flatMap(Hexadecimal.bytes),
                let at = item["at"]?.integerValue, let reason = item["reason"]?.integerValue
            else { return nil }
            return CertificateAuthority.Revocation(
                serial: serial, at: Instant(milliseconds: at), reason: Int(reason))
        }
        guard revoked.count == items.count else { throw Fault.missing("revoked.json") }
        return (revoked, Int(number))
    }

    /// The certificates of all seals there ever were: letters that carry their statements last
    /// longer than they do.
    private func seals() throws -> [X509Certificate] {
        if let data = try? Data(contentsOf: file("seals.pem")) {
            return try PEM.read(String(decoding: data, as: UTF8.self), kind: "CERTIFICATE")
                .map { try X509Certificate(der: $0) }
        }
        // A folder from before there was the file.
        guard let data = try? Data(contentsOf: file("seal.p12")) else {
            throw Fault.missing("seal.p12")
        }
        return [try SealKey(pkcs12: Array(data), passphrase: passphrase).certificates[0]]
    }

    private func writeSeals(_ seals: [X509Certificate]) throws {
        let text = seals.map { PEM.text($0.der, kind: "CERTIFICATE") }.joined()
        try Data(text.utf8).write(to: file("seals.pem"), options: .atomic)
    }

    /// CRLReason of a key that somebody else may have (RFC 5280 §5.3.1): with it any day can be
    /// stated, so nothing counts that it states. After other reasons what was stated stays true.
    private static let stolen = 1

    /// Folders that were made before it existed have none.
    private var rootList: [[UInt8]] {
        (try? Data(contentsOf: file("root.crl"))).map { [Array($0)] } ?? []
    }

    private func publish(
        _ authority: CertificateAuthority, _ revoked: [CertificateAuthority.Revocation],
        number: Int
    ) throws {
        let now = world.now
        let list = try authority.revocationList(
            revoked, number: number, made: now, next: now.adding(hours: 24 * 31))
        let items = revoked.map { item in
            JSONValue.object([
                "serial": .string(Hexadecimal.text(item.serial)),
                "at": .integer(item.at.milliseconds), "reason": .integer(Int64(item.reason)),
            ])
        }
        let notes = JSONValue.object([
            "number": .integer(Int64(number)), "revoked": .array(items),
        ])
        try Data(notes.canonical).write(to: file("revoked.json"), options: .atomic)
        let stolen = revoked.filter { $0.reason == Self.stolen }.map {
            Hexadecimal.text($0.serial)
        }
        let statements = try seals().filter { !stolen.contains($0.serialText) }
        let text =
            authority.seal.certificates.map { PEM.text($0.der, kind: "CERTIFICATE") }.joined()
            + ([list] + rootList).map { PEM.text($0, kind: "X509 CRL") }.joined()
            + statements.map { PEM.text($0.publicKey, kind: "PUBLIC KEY") }.joined()
        try Data(text.utf8).write(to: file("city.pem"), options: .atomic)
    }
}
