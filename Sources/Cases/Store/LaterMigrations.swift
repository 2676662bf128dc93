import Store

extension CaseMigrations {
    /// What came after the first houses were filled; new migrations stand at the end.
    static let later = [
        Migration(
            id: "cases-0015-step-time",
            statements: [
                // What is left of a step's time while its case waits.
                "ALTER TABLE tasks ADD COLUMN days_left BIGINT",
                "ALTER TABLE tasks ADD COLUMN time_left BIGINT",
            ])
    ]
}
