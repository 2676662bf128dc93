import Leadership

extension House {
    /// What the leaders' desk is given.
    package var leadershipTools: LeadershipTools {
        LeadershipTools(
            cases: cases, shelf: shelf, accounts: accounts, directory: directory, ledger: ledger,
            vault: vault, store: store, world: world, zone: zone)
    }
}
