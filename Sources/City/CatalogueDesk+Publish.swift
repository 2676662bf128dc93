import Cases
import Contracts
import Kernel
import People
import Store

extension CatalogueDesk {
    /// Publishes the city's files, or proposes them: in a house that works another officer puts
    /// them into force. The first edition, and those of a demo, are in force at once.
    /// - Parameters:
    ///   - nip: the officer who answers for them.
    ///   - reason: publishes at once in an emergency; whoever may decide is told.
    /// - Returns: what was done, for the terminal.
    /// - Throws: `OperatingProblem`, or a `Refusal`.
    public static func publish(
        _ house: House, nip: String? = nil, alone reason: String? = nil
    ) async throws -> String {
        let source = try source(house.settings.cityDirectory)
        let before = try await house.shelf.current()
        guard let before, before.version != source.version, !house.isOfDemo else {
            return try await publishNow(source, before?.version, house)
        }
        guard reason != nil || nip != nil else {
            throw OperatingProblem(
                """
                Publishing takes two. Name the officer who answers for these files by --nip: \
                another one puts them into force on \(house.settings.address)/meja/katalog. In an \
                emergency --alone "REASON" publishes at once, and whoever may decide is told.
                """)
        }
        let account = try await account(nip, house)
        return try await publishing {
            let lines = try await difference(before, source, house)
            if let reason {
                let done = try await house.proposals.publishAlone(
                    source, difference: lines, from: before.version, reason: reason, by: account)
                return inForce(done.catalogue, done.added)
            }
            guard let account else { throw Refusal(.notFound, "people.account.unknown") }
            let others = try await house.proposals.propose(
                source, difference: lines, from: before.version, by: account)
            return proposed(source.version, lines.count, others, house)
        }
    }

    private static func account(_ nip: String?, _ house: House) async throws -> AccountID? {
        guard let nip = try nip.map({ try NIP($0) }) else { return nil }
        let found = try await house.store.read("catalogue.proposer") { reader in
            try house.accounts.account(of: nip, in: reader)
        }
        guard let found else { throw Refusal(.notFound, "people.account.unknown") }
        return found
    }

    private static func publishNow(
        _ source: CatalogueSource, _ before: String?, _ house: House
    ) async throws -> String {
        let catalogue = try await publishing { try await house.shelf.publish(source) }
        let added = try await house.store.write("city.complete") { tx in
            try house.complete(catalogue, in: tx)
        }
        house.directory.forget()
        guard added == 0, before == catalogue.version else { return inForce(catalogue, added) }
        return "Nothing changed: \(catalogue.version.prefix(12)) is in force already."
    }

    private static func inForce(_ catalogue: Catalogue, _ added: Int) -> String {
        let what =
            "\(catalogue.services.count) services are in force, version "
            + catalogue.version.prefix(12)
        guard added > 0 else { return what + "." }
        return what + "; \(added) new units, posts and permissions were added."
    }

    private static func proposed(
        _ version: String, _ lines: Int, _ others: Int, _ house: House
    ) -> String {
        let what = "Proposed: version \(version.prefix(12)), \(lines) differences. "
        guard others > 0 else {
            return what
                + "Nobody else may put it into force yet: fill a post with the permission "
                + "`catalogue.publish`, or give it to one on "
                + "\(house.settings.address)/meja/wewenang."
        }
        let who = others == 1 ? "One officer" : "\(others) officers"
        return what + "\(who) may put it into force on \(house.settings.address)/meja/katalog."
    }

    /// What differs, without numbers of cases: not everybody who decides may open them.
    private static func difference(
        _ before: Catalogue, _ source: CatalogueSource, _ house: House
    ) async throws -> [String] {
        let read = source.read()
        guard let after = read.catalogue else {
            throw notPublished(read.findings)
        }
        let diff = CatalogueDiff(old: before, new: after)
        return diff.lines + (try await LiveDiff(house: house, diff: diff).lines(naming: false))
            + before.exactLines(to: after)
    }
}

extension House {
    /// Whether everything in the house is invented: then nothing needs a second pair of eyes.
    var isOfDemo: Bool {
        settings.mode == .demo
            || FileTree.exists(settings.dataDirectory + "/" + DemoCity.mark)
    }

    /// Adds units, posts and permissions of an edition that the house has not.
    /// - Returns: how many.
    func complete(_ catalogue: Catalogue, in tx: Transaction) throws -> Int {
        try OrganisationImport(
            vault: vault, ledger: ledger, world: world, zone: catalogue.profile.zone
        ).complete(OrganisationRecords(catalogue), in: tx)
    }

    /// Editions that wait for a second pair of eyes.
    package var proposals: CatalogueProposals {
        CatalogueProposals(cases: cases, directory: directory) { catalogue, tx in
            try complete(catalogue, in: tx)
        }
    }

    /// Lists of cases as files.
    package var exports: CaseExports {
        CaseExports(cases: cases, accounts: accounts, directory: directory)
    }
}
