import Cases
import Kernel
import People
import Permits

/// What can be imported.
public enum ImportKind: String, Sendable, CaseIterable { case permits, people, cases }

/// Imports files of older archives, for the command line.
public enum ImportDesk {
    /// - Parameter source: what the archive is called; keys of rows belong to it.
    public static func run(
        _ kind: ImportKind, _ order: ImportRun, source: String, in house: House,
        tell: @Sendable (String) -> Void
    ) async throws -> ImportRun.Result {
        let result = try await order.run(
            try await importer(kind, source, house), tell: tell)
        return result
    }

    private static func importer(
        _ kind: ImportKind, _ source: String, _ house: House
    ) async throws -> any RowImporter {
        let catalogue = try await house.shelf.published()
        switch kind {
        case .permits:
            return PermitImport(tools: house.permitTools, catalogue: catalogue, source: source)
        case .people:
            return PeopleImport(accounts: house.accounts, ledger: house.ledger, source: source)
        case .cases:
            return CaseImport(
                cases: house.cases, accounts: house.accounts, catalogue: catalogue, source: source)
        }
    }
}
