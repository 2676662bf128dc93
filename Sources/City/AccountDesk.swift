import Contracts
import Kernel
import Ledger
import People
import Store

/// Officers' accounts from the command line.
public enum AccountDesk {
    /// Creates the account, or brings name, rank and positions up to date.
    /// - Throws: `Refusal` for a wrong NIP, a weak password, an unknown position.
    public static func create(
        _ house: House, nip: String, name: String, rank: String?, email: String?,
        positions: [String], password: String
    ) async throws {
        let nip = try NIP(nip)
        let contact = try email.map { Contact.email(try EmailAddress($0)) }
        try PasswordRules.check(password, avoiding: [name, nip.text])
        let hash = try await house.hasher.hash(password)
        let importer = OrganisationImport(
            vault: house.vault, ledger: house.ledger, world: house.world, zone: house.zone)
        _ = try await house.store.write("account.create") { tx in
            try importer.save(
                OfficerRecord(
                    nip: nip, name: name, rank: rank, contact: contact, positions: positions,
                    passwordHash: hash), in: tx)
        }
        house.directory.forget()
    }

    /// Empties the second factors of an officer who lost them, and ends the sessions.
    /// - Throws: `Refusal` for a wrong or unknown NIP.
    public static func reset(_ house: House, nip: String) async throws {
        let nip = try NIP(nip)
        let account = try await house.store.read("account.reset") { reader in
            try house.accounts.account(of: nip, in: reader)
        }
        guard let account else { throw Refusal(.notFound, "people.account.unknown") }
        try await house.accounts.resetFactors(account, by: .system("account reset"))
    }
}
