import Contracts
import Messages

extension House {
    var messageTools: MessageTools {
        MessageTools(
            notices: notices, cases: cases, shelf: shelf, accounts: accounts,
            directory: directory, ledger: ledger, vault: vault, store: store, world: world,
            address: settings.address, incoming: incoming, commands: textCommands)
    }

    /// What other domains answer to people who write to the city's number, besides `STATUS`.
    private var textCommands: [TextCommand] { [] }
}
