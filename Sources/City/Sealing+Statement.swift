import Cases
import Kernel
import Signatures

extension Sealing {
    /// The text of a letter's QR code: the page's address, and behind `#` what the city's key says
    /// of the paper. A browser does not send what stands behind `#`.
    func code(
        _ address: String, _ facts: LetterSeal.Facts, _ city: String, _ zone: Zone
    ) throws -> String {
        let printed = PrintedFacts(
            number: facts.number, kind: Self.kind(facts), holder: facts.holder,
            object: facts.object, issued: facts.day, validUntil: facts.validUntil,
            dataHash: PrintedFacts.hash(Self.data(facts, city)))
        return PrintedStatement.code(address, try key.statement(of: printed, zone: zone))
    }

    /// In the language of letters.
    private static func kind(_ facts: LetterSeal.Facts) -> String {
        facts.kind == LetterKind.refusal.rawValue ? "Penolakan: \(facts.title)" : facts.title
    }
}
