import Kernel
import Store

/// What opens one ballot: made of the case's id and a secret of the house, so that it is never
/// stored and the owner's pages can show it again. Sixty-four bits: nobody guesses one.
struct BallotCode: Sendable, Hashable {
    let text: String

    private static let symbols = Array("23456789abcdefghjkmnpqrstuvwxyz").map(String.init)
    static let length = 13

    init(_ id: UUIDv7, _ vault: Vault) {
        let bytes = vault.index(id.text, "surveys.ballot")
        var number = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        var text = ""
        for _ in 0..<Self.length {
            text += Self.symbols[Int(number % UInt64(Self.symbols.count))]
            number /= UInt64(Self.symbols.count)
        }
        self.text = text
    }

    /// What stands in an address.
    init?(text: String) {
        guard text.utf8.count == Self.length,
            text.allSatisfy({ Self.symbols.contains(String($0)) })
        else { return nil }
        self.text = text
    }

    /// What the database knows of it.
    func hash(_ vault: Vault) -> [UInt8] { vault.index(text, "surveys.code") }
}
