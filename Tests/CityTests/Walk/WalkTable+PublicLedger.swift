extension WalkTable {
    static let publicLedgerDoors = """
        GET /ledger  everyone
        GET /ledger/angka.csv  everyone
        GET /ledger/checkpoint  everyone
        GET /ledger/vkey  everyone
        GET /ledger/proof  everyone
        GET /ledger/tile/{tingkat}/{a}  everyone
        GET /ledger/tile/{tingkat}/{a}/{b}  everyone
        GET /ledger/tile/{tingkat}/{a}/{b}/{c}  everyone
        GET /ledger/tile/{tingkat}/{a}/{b}/{c}/{d}  everyone
        GET /ledger/tile/{tingkat}/{a}/{b}/{c}/{d}/{e}  everyone

        """
}
