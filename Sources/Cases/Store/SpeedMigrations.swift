import Store

extension CaseMigrations {
    /// Indexes for many cases, behind those of the flow.
    static let speed = [
        Migration(
            id: "cases-speed-0001-inbox",
            statements: [
                // The parts of an officer's lists (`DeskArm`), in the order in which they are
                // shown, with everything that their counts look at.
                """
                CREATE INDEX tasks_desk ON tasks
                    (unit, role, state, due_at, id, confidentiality, region)
                    WHERE state <> 'done'
                """,
                """
                CREATE INDEX tasks_desk_district ON tasks
                    (unit, role, substr(region, 1, 8), state, due_at, id, confidentiality, region)
                    WHERE state <> 'done'
                """,
                "DROP INDEX tasks_inbox",
            ]),
        Migration(
            id: "cases-speed-0002-contact",
            statements: [
                // Asked for with every case page, among the notes of all who read it. Without
                // `part` in it SQLite prefers the primary key.
                """
                CREATE INDEX case_reads_contact ON case_reads (case_id, account, part, at)
                    WHERE part = 'contact'
                """
            ]),
    ]
}
