import Store

/// The tables of `Correspondence`. What people wrote is sealed: with a letter's own key, or with
/// that of the case.
public enum CorrespondenceMigrations {
    public static let all = MigrationSet(
        name: "correspondence",
        migrations: [
            Migration(id: "correspondence-0001", statements: mail + instructions + paper),
            Migration(id: "correspondence-0002-uploads", statements: uploads),
            Migration(
                id: "correspondence-0003-more-time",
                statements: ["ALTER TABLE correspondence_acts ADD COLUMN due TEXT"]),
            Migration(id: "correspondence-0004-begun", statements: begun),
        ])

    private static let mail = [
        """
        CREATE TABLE correspondence_series (
            way TEXT NOT NULL,
            unit TEXT NOT NULL,
            year BIGINT NOT NULL,
            last BIGINT NOT NULL,
            PRIMARY KEY (way, unit, year))
        """,
        """
        CREATE TABLE correspondence_mail (
            id BYTEA PRIMARY KEY,
            way TEXT NOT NULL,
            unit TEXT NOT NULL,
            year BIGINT,
            serial BIGINT,
            number TEXT,
            state TEXT NOT NULL,
            classification TEXT NOT NULL,
            urgency BIGINT NOT NULL,
            security BIGINT NOT NULL,
            kind TEXT NOT NULL,
            is_person BIGINT NOT NULL,
            letter_day TEXT NOT NULL,
            received_day TEXT,
            registered_at BIGINT NOT NULL,
            target BYTEA,
            case_id BYTEA,
            case_number TEXT,
            answers BYTEA,
            account BYTEA NOT NULL,
            position BYTEA NOT NULL,
            same BYTEA,
            sealed BYTEA NOT NULL,
            UNIQUE (way, unit, year, serial))
        """,
        "CREATE INDEX correspondence_mail_unit ON correspondence_mail (way, unit, id)",
        "CREATE INDEX correspondence_mail_target ON correspondence_mail (target, state)",
        "CREATE INDEX correspondence_mail_case ON correspondence_mail (case_id)",
        "CREATE INDEX correspondence_mail_answers ON correspondence_mail (answers)",
        "CREATE INDEX correspondence_mail_same ON correspondence_mail (same)",
        """
        CREATE TABLE correspondence_tokens (
            token BYTEA NOT NULL,
            mail BYTEA NOT NULL,
            PRIMARY KEY (token, mail))
        """,
        "CREATE INDEX correspondence_tokens_mail ON correspondence_tokens (mail)",
        """
        CREATE TABLE correspondence_files (
            blob BYTEA PRIMARY KEY,
            mail BYTEA,
            instruction BYTEA,
            act BYTEA,
            owner BYTEA NOT NULL,
            name BYTEA NOT NULL,
            kind TEXT NOT NULL,
            size BIGINT NOT NULL)
        """,
        "CREATE INDEX correspondence_files_mail ON correspondence_files (mail)",
        "CREATE INDEX correspondence_files_instruction ON correspondence_files (instruction)",
        """
        CREATE TABLE correspondence_looks (
            id BYTEA PRIMARY KEY,
            mail BYTEA NOT NULL,
            at BIGINT NOT NULL,
            account BYTEA NOT NULL,
            position BYTEA NOT NULL)
        """,
        "CREATE INDEX correspondence_looks_mail ON correspondence_looks (mail, at)",
    ]

    /// Scans on their way, piece by piece; `name` is sealed with the key of the letter.
    private static let uploads = [
        """
        CREATE TABLE correspondence_uploads (
            id BYTEA PRIMARY KEY,
            account BYTEA NOT NULL,
            mail BYTEA NOT NULL,
            name BYTEA NOT NULL,
            size BIGINT NOT NULL,
            received BIGINT NOT NULL,
            parts BIGINT NOT NULL,
            is_done BIGINT NOT NULL,
            created_at BIGINT NOT NULL,
            CHECK (received BETWEEN 0 AND size))
        """,
        "CREATE INDEX correspondence_uploads_account ON correspondence_uploads (account)",
        "CREATE INDEX correspondence_uploads_begun ON correspondence_uploads (created_at)",
        """
        CREATE TABLE correspondence_pieces (
            upload BYTEA NOT NULL REFERENCES correspondence_uploads (id) ON DELETE CASCADE,
            start BIGINT NOT NULL,
            blob BYTEA NOT NULL,
            PRIMARY KEY (upload, start))
        """,
    ]

    /// Letters that are being entered, for which scans have come.
    private static let begun = [
        """
        CREATE TABLE correspondence_begun (
            id BYTEA PRIMARY KEY,
            account BYTEA NOT NULL,
            created_at BIGINT NOT NULL)
        """,
        "CREATE INDEX correspondence_begun_account ON correspondence_begun (account)",
        "CREATE INDEX correspondence_begun_age ON correspondence_begun (created_at)",
        "CREATE INDEX correspondence_uploads_mail ON correspondence_uploads (mail)",
    ]

    private static let instructions = [
        """
        CREATE TABLE correspondence_instructions (
            id BYTEA PRIMARY KEY,
            root BYTEA NOT NULL,
            parent BYTEA,
            mail BYTEA,
            case_id BYTEA,
            what TEXT NOT NULL,
            owner BYTEA NOT NULL,
            security BIGINT NOT NULL,
            position BYTEA NOT NULL,
            account BYTEA NOT NULL,
            unit TEXT NOT NULL,
            urgency BIGINT NOT NULL,
            due TEXT NOT NULL,
            due_at BIGINT NOT NULL,
            standard TEXT NOT NULL,
            given_at BIGINT NOT NULL,
            state TEXT NOT NULL,
            ended_at BIGINT,
            sealed BYTEA NOT NULL)
        """,
        "CREATE INDEX correspondence_instr_root ON correspondence_instructions (root)",
        "CREATE INDEX correspondence_instr_parent ON correspondence_instructions (parent)",
        "CREATE INDEX correspondence_instr_giver ON correspondence_instructions (position, state)",
        "CREATE INDEX correspondence_instr_mail ON correspondence_instructions (mail)",
        "CREATE INDEX correspondence_instr_case ON correspondence_instructions (case_id)",
        "CREATE INDEX correspondence_instr_due ON correspondence_instructions (state, due_at)",
        """
        CREATE TABLE correspondence_recipients (
            id BYTEA PRIMARY KEY,
            instruction BYTEA NOT NULL,
            position BYTEA NOT NULL,
            state TEXT NOT NULL,
            seen_at BIGINT,
            answered_at BIGINT,
            accepted_at BIGINT,
            reminded_at BIGINT,
            escalated_at BIGINT,
            UNIQUE (instruction, position))
        """,
        "CREATE INDEX correspondence_rcpt_position ON correspondence_recipients (position, state)",
        """
        CREATE TABLE correspondence_acts (
            id BYTEA PRIMARY KEY,
            instruction BYTEA NOT NULL,
            recipient BYTEA,
            kind TEXT NOT NULL,
            at BIGINT NOT NULL,
            account BYTEA,
            position BYTEA,
            sealed BYTEA)
        """,
        "CREATE INDEX correspondence_acts_instr ON correspondence_acts (instruction, id)",
    ]

    private static let paper = [
        """
        CREATE TABLE correspondence_papers (
            id BYTEA PRIMARY KEY,
            code TEXT NOT NULL UNIQUE,
            unit TEXT NOT NULL,
            owner BYTEA NOT NULL,
            case_id BYTEA,
            case_number TEXT,
            mail BYTEA,
            state TEXT NOT NULL,
            position BYTEA NOT NULL,
            account BYTEA NOT NULL,
            holder_unit TEXT NOT NULL,
            since BIGINT NOT NULL,
            toward BYTEA,
            title BYTEA,
            place BYTEA)
        """,
        "CREATE INDEX correspondence_papers_holder ON correspondence_papers (position, state)",
        "CREATE INDEX correspondence_papers_toward ON correspondence_papers (toward)",
        "CREATE INDEX correspondence_papers_unit ON correspondence_papers (holder_unit, state)",
        "CREATE INDEX correspondence_papers_case ON correspondence_papers (case_id)",
        "CREATE INDEX correspondence_papers_mail ON correspondence_papers (mail)",
        """
        CREATE TABLE correspondence_moves (
            id BYTEA PRIMARY KEY,
            paper BYTEA NOT NULL,
            kind TEXT NOT NULL,
            at BIGINT NOT NULL,
            account BYTEA NOT NULL,
            position BYTEA NOT NULL,
            toward BYTEA,
            place BYTEA)
        """,
        "CREATE INDEX correspondence_moves_paper ON correspondence_moves (paper, id)",
    ]
}
