import Documents
import Kernel

// What an officer's desk needs of letters before they are decided.
extension Cases {
    /// The first draft of a letter, from the city's template and the newest answers.
    /// - Throws: `CaseFault` when the service has no letter or the template is missing.
    public func draftLetter(for file: CaseFile, kind: LetterKind) throws -> String {
        let composer = LetterComposer(cases: self, rules: file.rules)
        let values = LetterValues(file: file)
        return try composer.draft(kind, values, position: signerTitle(file) ?? "")
    }

    /// A text as the letter would look, watermarked as a draft.
    /// - Throws: `Refusal` when the text is not letter markup, with the line.
    public func previewLetter(
        for file: CaseFile, kind: LetterKind, text: String
    ) async throws -> [UInt8] {
        let composer = LetterComposer(cases: self, rules: file.rules)
        let letter = LetterRecord(
            id: world.id(), caseID: file.record.id, kind: kind, state: .draft,
            number: file.letter?.kind == kind ? file.letter?.number : nil, version: 0, code: nil,
            blob: nil, createdAt: world.now, issuedAt: nil, validUntil: nil)
        let document = try composer.preview(
            text, letter, file.answers, file.found,
            signer: composer.emptySignature(signerTitle(file) ?? ""))
        return try await renderer.render(document)
    }

    /// The title of whoever decides, as the city's files name the position.
    private func signerTitle(_ file: CaseFile) -> String? {
        let step =
            file.way.last { $0.kind == .decide }
            ?? file.service.flow.all.last { $0.kind == .decide }
        guard let step else { return nil }
        return file.rules.catalogue.positions.first {
            $0.unit == step.unit && $0.role == step.role
        }?.title.id
    }
}
