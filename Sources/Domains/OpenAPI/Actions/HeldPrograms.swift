import Contracts
import Kernel
import People
import Store

/// Tokens and receivers of somebody, for the page of one's own data.
public struct HeldPrograms: Sendable {
    public let tokens: [ListedToken]
    /// Address, types of events, when it was made and when it was paused.
    public let receivers: [(url: String, types: [String], createdAt: Instant, pausedAt: Instant?)]
}

extension OpenAPITools {
    public func held(_ account: AccountID, in reader: Reader) throws -> HeldPrograms {
        let hooks = Hooks(tools: self)
        return HeldPrograms(
            tokens: try tokens.list(account, in: reader),
            receivers: try HookRows.all(of: account, in: reader).map { row in
                (
                    try hooks.seal(row.id, account, in: reader).open(row.url, "url"),
                    row.types.sorted(), row.createdAt, row.pausedAt
                )
            })
    }
}
