import Contracts
import Kernel
import Store
import Web

/// Where a list goes on: sealed by the house, so that it says nothing to whoever holds it, bound
/// to the list, to its filter, and to whose it is.
struct Cursor: Sendable {
    static let schema = Schema.string(
        40...800, pattern: "^[A-Za-z0-9_-]+$",
        "Where the list goes on: `next` of the page before. Sealed; it holds with the same filter "
            + "and for the same account only.")
    private static let purpose = "openapi.cursor"

    let list: String
    /// Whose list it is; empty for what everybody sees.
    let owner: String
    let filter: [String: String]

    init(_ list: String, of owner: AccountID?, filter: [String: String?] = [:]) {
        self.list = list
        self.owner = owner?.text ?? ""
        self.filter = filter.compactMapValues { $0 }
    }

    func sealed(_ place: JSONValue, _ vault: Vault) throws -> String {
        let value: JSONValue = [
            "list": .string(list), "owner": .string(owner),
            "filter": .object(filter.mapValues(JSONValue.string)), "place": place,
        ]
        return Base64URL.encode(try vault.sealTicket(value.canonical, Self.purpose))
    }

    /// The place that was sealed for this list, or nil when none was sent.
    /// - Throws: `Refusal(.notFound)`, when it was sealed for another list or by somebody else:
    ///   there is no such page.
    func place(_ sent: String?, _ vault: Vault) throws(Refusal) -> JSONValue? {
        guard let sent else { return nil }
        guard let bytes = Base64URL.decode(sent, limit: 600),
            let plain = vault.openTicket(bytes, Self.purpose),
            let value = try? JSONValue(parsing: plain), value["list"]?.stringValue == list,
            value["owner"]?.stringValue == owner,
            value["filter"] == .object(filter.mapValues(JSONValue.string))
        else { throw Refusal(.notFound, "openapi.cursor") }
        return value["place"]
    }
}

/// A page of a list.
struct Listed<Item: Sendable>: Sendable {
    let items: [Item]
    /// Where the list goes on; nil at its end.
    let next: String?

    static func shape(_ name: String, _ item: Shape<Item>, most: Int) -> Shape<Listed<Item>> {
        .object(
            name,
            "A page of a list. While `next` is there, the list goes on, even if the page is "
                + "short or empty.",
            [
                .has("items", item.list(most: most)) { $0.items },
                .may("next", .text(Cursor.schema)) { $0.next },
            ])
    }
}

/// How many of a list are wanted, and where it goes on.
struct Paging: Sendable {
    static let most = 200
    static let usual = 50
    static let fields: [InputField] = [
        .query(
            "limit",
            .integer(1...Int64(most), "How many, at most. Without it \(usual).", example: 50)),
        .query("cursor", Cursor.schema),
    ]
    let limit: Int
    let cursor: String?

    init(_ fields: inout FieldReader) {
        limit = fields.sent("limit").flatMap { Int($0) } ?? Self.usual
        cursor = fields.sent("cursor")
    }
}
