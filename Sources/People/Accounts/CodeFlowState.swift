import Contracts
import Kernel
import Store

/// Where somebody stands between asking for a code and setting a password, for the pages.
public struct CodeFlowState: Sendable, Hashable {
    /// Where the code went, such as `s***@contoh.id`.
    public let contact: String
    /// The code was typed rightly; name and password come next.
    public let isConfirmed: Bool
    /// For a new password; else for registering.
    public let isReset: Bool
    /// The other contact of the account, where a code went when the first was typed.
    public let other: OtherChannel?
}

extension AccountStore {
    /// The flow of a token; nil when it has run out, was finished, or never was. The same for
    /// contacts with and without account.
    public func flow(_ token: SecretToken) async throws -> CodeFlowState? {
        let now = world.now
        return try await store.read("people.flow.state") { [self] reader -> CodeFlowState? in
            guard let flow = try CodeFlow.find(token, nil, at: now, in: reader) else { return nil }
            return CodeFlowState(
                contact: try flow.opened(vault, in: reader).masked,
                isConfirmed: flow.isConfirmed, isReset: flow.purpose == .reset,
                other: try other(flow, in: reader))
        }
    }

    private func other(_ flow: CodeFlow, in reader: Reader) throws -> OtherChannel? {
        guard flow.otherHash != nil,
            let row = try AccountRow.find(contact: flow.contactIndex, in: reader),
            let contact = try otherContact(flow, of: row)
        else { return nil }
        return OtherChannel(contact: contact.masked, isConfirmed: flow.isOtherConfirmed)
    }
}
