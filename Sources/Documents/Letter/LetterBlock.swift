/// One part of a letter's body, in reading order.
public indirect enum LetterBlock: Sendable, Hashable {
    public enum ListStyle: Sendable, Hashable { case numbers, letters, bullets }

    public struct Fact: Sendable, Hashable {
        public let label: RichText
        public let value: RichText

        public init(_ label: RichText, _ value: RichText) {
            self.label = label
            self.value = value
        }
    }

    /// The name of the letter, centred and bold.
    case title(RichText)
    /// A heading inside of the letter.
    case heading(RichText)
    /// A centred line, as the number under the title.
    case centred(RichText)
    case paragraph(RichText, indented: Bool)
    case list(ListStyle, [RichText])
    /// “Mengingat : 1. … 2. …”: a labelled list of considerations or laws.
    case basis(label: RichText, ListStyle, [RichText])
    /// “Nama : …” rows.
    case facts([Fact])
    /// A ruled table with a row of headings.
    case table(header: [RichText], rows: [[RichText]])
    /// A QR code of its own with its caption beside it.
    case code(LetterVerification)
    /// Room to write by hand: so many ruled lines.
    case ruled(Int)
    /// Room for so many signs, a box each.
    case boxes(Int)
    /// Answers to tick by hand.
    case ticks([RichText])
    /// Where the signature goes.
    case signature
    /// Blocks that stay together on one page.
    case keep([LetterBlock])
    case pageBreak

    /// All words of the block in reading order.
    public var words: String {
        switch self {
        case .title(let text), .heading(let text), .centred(let text), .paragraph(let text, _):
            text.plain
        case .list(_, let items): items.map(\.plain).joined(separator: "\n")
        case .basis(let label, _, let items):
            ([label] + items).map(\.plain).joined(separator: "\n")
        case .facts(let facts):
            facts.map { "\($0.label.plain) : \($0.value.plain)" }.joined(separator: "\n")
        case .table(let header, let rows):
            ([header] + rows).map { $0.map(\.plain).joined(separator: " ") }
                .joined(separator: "\n")
        case .keep(let blocks): blocks.map(\.words).joined(separator: "\n")
        case .code(let code): code.caption
        case .ticks(let choices): choices.map(\.plain).joined(separator: "\n")
        case .signature, .pageBreak, .ruled, .boxes: ""
        }
    }
}
