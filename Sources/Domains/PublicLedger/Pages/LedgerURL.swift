import Web

/// The paths of this domain; below `/ledger` as C2SP tlog-tiles names them.
enum LedgerURL {
    static let page: PathTemplate = "/ledger"
    static let counts: PathTemplate = "/ledger/angka.csv"
    static let checkpoint: PathTemplate = "/ledger/checkpoint"
    static let key: PathTemplate = "/ledger/vkey"
    static let proof: PathTemplate = "/ledger/proof"

    /// Where receipts are checked in the browser; a page of the domain Portal.
    static let checkPage: PathTemplate = "/verifikasi/luring"

    /// A tile's number takes one to four segments, and its width one more.
    static let tiles: [PathTemplate] = [
        "/ledger/tile/{tingkat}/{a}",
        "/ledger/tile/{tingkat}/{a}/{b}",
        "/ledger/tile/{tingkat}/{a}/{b}/{c}",
        "/ledger/tile/{tingkat}/{a}/{b}/{c}/{d}",
        "/ledger/tile/{tingkat}/{a}/{b}/{c}/{d}/{e}",
    ]
}
