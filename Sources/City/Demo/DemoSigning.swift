import Contracts
import Kernel
import People
import Signatures
import Store

/// The demo's head of permits signs with a key of his own; its passphrase is the demo's password.
enum DemoSigning {
    private static let post = "dpmptsp-kepala"

    static func fill(_ house: House) async throws {
        guard house.settings.seal == .demo, let signing = house.signing else { return }
        let day = Day(house.world.now, in: house.zone)
        guard let head = try await house.officer(post: post, on: day) else { return }
        let folder = house.settings.dataDirectory + "/seal"
        let text = try await FileTree.read(folder + ".passphrase", limit: 256)
        let secret = String(decoding: text, as: UTF8.self)
        _ = try KeyFolder(path: folder, passphrase: secret, world: house.world).issue(
            id: post, name: CertificateName(head.name, organization: "Kota Contoh (demo)"),
            .officer)
        let locked = try await FileTree.read(folder + "/\(post).p12", limit: 1 << 20)
        let key = try SealKey(pkcs12: locked, passphrase: secret)
        let own = key.certificates[0]
        try await signing.keys.add(
            .file(try key.pkcs12(name: post, passphrase: DemoCity.password)),
            subject: own.name, serial: own.serialText, until: own.notAfter, to: head.account)
    }
}
