import Kernel
import Testing

@testable import Store

@Suite("Name search")
struct NameSearchTests {
    @Test(
        arguments: [
            ("Siti Aminah, S.H., M.Si.", ["siti", "aminah"]),
            ("H. Ma'ruf Nur-Aini", ["maruf", "nur", "aini"]),
            ("Prof. Dr. José Ñandú", ["jose", "nandu"]),
            ("MOH.ALI", ["moh", "ali"]),
            ("Þóra Straße", ["thora", "strasse"]),
            ("Dr", ["dr"]), ("", []), (", ,", []),
        ] as [(String, [String])])
    func namesAreFolded(_ name: String, _ words: [String]) {
        #expect(NameSearch.words(name) == words)
    }

    @Test func aDecomposedLetterIsTheSameAsAComposedOne() {
        #expect(NameSearch.words("Jose\u{301}") == NameSearch.words("Jos\u{E9}"))
    }

    @Test func aTypedBeginningFindsTheName() throws {
        let world = World(clock: .system, random: .seeded(1))
        let vault = Vault(
            master: try MasterKey(bytes: .init(repeating: 1, count: 32)), world: world)
        let tokens = vault.nameTokens("Drs. Bambang Sudibyo")
        for typed in ["bam", "BAMBANG", "sudi bam", "Bambang Sudibyo, M.M."] {
            #expect(vault.nameQueryTokens(typed).allSatisfy(tokens.contains), "\(typed)")
            #expect(NameSearch.matches("Drs. Bambang Sudibyo", typed: typed), "\(typed)")
        }
        #expect(!vault.nameQueryTokens("ban").allSatisfy(tokens.contains))
        #expect(vault.nameQueryTokens("bamboe").allSatisfy(tokens.contains))
        #expect(!NameSearch.matches("Drs. Bambang Sudibyo", typed: "bamboe"))
        #expect(vault.nameQueryTokens(" .,").isEmpty)
    }
}
