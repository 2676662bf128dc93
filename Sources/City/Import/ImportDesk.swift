import Cases
import Kernel
import People
import Permits
import Store

/// What can be imported.
public enum ImportKind: String, Sendable, CaseIterable { case permits, people, cases }

/// Imports files of older archives, for the command line.
public enum ImportDesk {
    /// - Parameter source: what the archive is called; keys of rows belong to it.
    public static func run(
        _ kind: ImportKind, _ order: ImportRun, source: String, in house: House,
        tell: @Sendable (String) -> Void
    ) async throws -> ImportRun.Result {
        guard try await !isOfficers(kind, order.file) else {
            return try await order.run(OfficerImport(house: house), tell: tell)
        }
        // A table that grew a hundredfold is looked up by other plans than an empty one: also while
        // it grows, since each row is looked for before it is written.
        let result = try await order.run(
            try await importer(kind, source, house), tell: tell,
            grown: { try await house.store.analyze() })
        if !order.isDry { try await house.store.analyze() }
        return result
    }

    /// Whether the people of a file are officers, as `city export --with-people` writes them.
    private static func isOfficers(_ kind: ImportKind, _ file: String) async throws -> Bool {
        guard kind == .people, FileTree.exists(file) else { return false }
        let head = try await FileTree.piece(of: file, at: 0, count: 4_096)
        let line = String(decoding: head.prefix { $0 != 10 && $0 != 13 }, as: UTF8.self)
        let names = line.lowercased().split { ",;\"\u{FEFF} ".contains($0) }
        return names.contains("nip")
    }

    static func importer(
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
