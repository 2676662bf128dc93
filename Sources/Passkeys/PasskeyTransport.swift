/// How the browser reaches the authenticator (WebAuthn L3 §5.8.4): a hint for the next sign-in.
public enum PasskeyTransport: String, Sendable, Hashable, CaseIterable {
    case usb, nfc, ble, hybrid, `internal`
    case smartCard = "smart-card"

    /// Reads words with commas between them. Words of a later standard are overlooked: a missing
    /// hint costs the person one more click, and no more.
    /// - Throws: `.tooLarge` beyond 256 bytes.
    public static func list(_ text: String) throws(PasskeyError) -> [PasskeyTransport] {
        guard text.utf8.count <= 256 else { throw .tooLarge }
        let words = Set(text.split(separator: ",").map(String.init))
        return allCases.filter { words.contains($0.rawValue) }
    }

    /// The words for storing, read back by `list`.
    public static func text(_ transports: [PasskeyTransport]) -> String {
        transports.map(\.rawValue).joined(separator: ",")
    }
}
