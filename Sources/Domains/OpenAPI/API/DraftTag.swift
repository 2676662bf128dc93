import Contracts
import Crypto
import Forms
import Kernel
import Store
import Web

/// Names the state of a draft, so that nobody writes over what they have not read: `ETag` says it,
/// and `If-Match` asks that it be still so.
struct DraftTag: Sendable, Hashable {
    let text: String

    init(_ draft: Draft) {
        var words = [draft.id.text, draft.version]
        for (group, section) in draft.sections.sorted(by: { $0.key < $1.key }) {
            words.append("\(group) \(section.revision) \(section.variant == nil ? "" : "+")")
        }
        for (field, files) in draft.files.sorted(by: { $0.key < $1.key }) {
            words.append("\(field): " + files.map(\.blob.text).joined(separator: " "))
        }
        let hash = SHA256.hash(data: Array(words.joined(separator: "\n").utf8))
        text = "\"" + Base64URL.encode(Array(hash.prefix(15))) + "\""
    }

    /// A part of HTTP, as `Accept-Language` is, and not of this interface: the document tells of it
    /// where it tells of `ETag` and of 412, and does not list it among the parameters. A tag that
    /// somebody makes up fits every description and is refused all the same.
    static let header = InputField.header("If-Match", max: 400)
}

/// What a program wants the draft to be still.
struct DraftMatch: Sendable {
    let wanted: String?

    init(_ fields: inout FieldReader) { wanted = fields.sent(DraftTag.header.name) }

    /// - Throws: `Refusal(.stale)`, when the draft is not what was read.
    func check(_ draft: Draft?) throws(Refusal) {
        guard let wanted else { return }
        let tags = wanted.split(separator: ",").map { $0.trimmingPrefix { $0 == " " } }
        let has = draft.map { draft in
            tags.contains { tag in
                tag.hasPrefix("*") || tag.hasPrefix(DraftTag(draft).text)
            }
        }
        guard has == true else { throw Refusal(.stale, "openapi.draft.changed") }
    }

    /// The same in the transaction of what is done to the draft, before it is done. The draft is
    /// taken, so that it stays what was judged until that is written.
    func check(
        _ id: CaseID, of account: AccountID, _ drafts: Drafts, in tx: Transaction
    ) throws {
        guard wanted != nil else { return }
        try judge(try drafts.take(id, account: account, in: tx))
    }

    /// The same for an act that takes the draft itself.
    /// - Parameter draft: nothing: it is gone, or became a case.
    func judge(_ draft: Draft?) throws {
        guard wanted != nil else { return }
        guard let draft else { throw Refusal(.notFound, DraftEndpoints.DraftInput.gone) }
        try check(draft)
    }
}
