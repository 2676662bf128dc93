import Kernel
import Store

extension PermitTools {
    /// Takes away what was left of holders whose key is destroyed: the hashes by which they were
    /// found. The permit itself stays in the register.
    func forgetErased() async throws {
        let gone: SQL = """
            holder IS NOT NULL AND EXISTS (SELECT 1 FROM data_keys k \
            WHERE k.id = permits.key_id AND k.wrapped IS NULL)
            """
        let isLeft = try await store.read("permit.erased") { reader in
            try reader.row("SELECT 1 FROM permits WHERE \(sql: gone) LIMIT 1") != nil
        }
        guard isLeft else { return }
        try await store.write("permit.forget") { tx in
            try tx.execute(
                """
                UPDATE permits SET holder = NULL, has_contact = 0, name_key = NULL, \
                nik_key = NULL, nib_key = NULL, account = NULL WHERE \(sql: gone)
                """)
        }
    }
}
