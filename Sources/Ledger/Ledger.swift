// The front door of `Ledger`.
