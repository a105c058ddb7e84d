"""Papers of every kind and their attachments, reservations, own layout and texts, school years, trash, logs.

Seven tables are made again, because SQLite cannot change a check or place a column inside a constraint: copied under another
name and renamed, with foreign keys off (``schema.upgrade``), as SQLite's own documentation advises.
"""

from __future__ import annotations

from alembic import op

from desktop_app.models.migrations.versions import v0001_first as first

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

REBUILT = {
    "school": """CREATE TABLE school (
    id INTEGER NOT NULL,
    full_name TEXT NOT NULL,
    short_name TEXT DEFAULT '' NOT NULL,
    founder TEXT DEFAULT '' NOT NULL,
    kind TEXT NOT NULL,
    locality TEXT DEFAULT '' NOT NULL,
    address TEXT DEFAULT '' NOT NULL,
    phone TEXT DEFAULT '' NOT NULL,
    email TEXT DEFAULT '' NOT NULL,
    website TEXT DEFAULT '' NOT NULL,
    inn TEXT DEFAULT '' NOT NULL,
    ogrn TEXT DEFAULT '' NOT NULL,
    kpp TEXT DEFAULT '' NOT NULL,
    okpo TEXT DEFAULT '' NOT NULL,
    head_name TEXT DEFAULT '' NOT NULL,
    head_post TEXT DEFAULT '' NOT NULL,
    head_gender TEXT DEFAULT '' NOT NULL,
    executor_name TEXT DEFAULT '' NOT NULL,
    executor_phone TEXT DEFAULT '' NOT NULL,
    addressee_organisation TEXT DEFAULT '' NOT NULL,
    addressee_post TEXT DEFAULT '' NOT NULL,
    addressee_name TEXT DEFAULT '' NOT NULL,
    logo_id INTEGER,
    check_days INTEGER DEFAULT '30' NOT NULL,
    coverage_target INTEGER,
    CONSTRAINT pk_school PRIMARY KEY (id),
    CONSTRAINT ck_school_only_one CHECK (id = 1),
    CONSTRAINT ck_school_named CHECK (trim(full_name) <> ''),
    CONSTRAINT ck_school_kind_known CHECK (kind IN ('municipal', 'state', 'private')),
    CONSTRAINT ck_school_check_days_positive CHECK (check_days > 0),
    CONSTRAINT ck_school_coverage_target_is_share CHECK (coverage_target IS NULL OR coverage_target BETWEEN 1 AND 100),
    CONSTRAINT ck_school_head_gender_known CHECK (head_gender IN ('', 'male', 'female')),
    CONSTRAINT fk_school_logo_id FOREIGN KEY(logo_id) REFERENCES attachments (id)
)
 STRICT""",
    "class_groups": """CREATE TABLE class_groups (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    pupils INTEGER DEFAULT '0' NOT NULL,
    parents INTEGER DEFAULT '0' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    left_in INTEGER,
    CONSTRAINT pk_class_groups PRIMARY KEY (id),
    CONSTRAINT ck_class_groups_named CHECK (trim(name) <> ''),
    CONSTRAINT ck_class_groups_pupils_not_negative CHECK (pupils IS NULL OR pupils >= 0),
    CONSTRAINT ck_class_groups_parents_not_negative CHECK (parents IS NULL OR parents >= 0),
    CONSTRAINT uq_class_groups_name UNIQUE (name)
)
 STRICT""",
    "appointments": """CREATE TABLE appointments (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    post TEXT DEFAULT '' NOT NULL,
    phone TEXT DEFAULT '' NOT NULL,
    email TEXT DEFAULT '' NOT NULL,
    gender TEXT DEFAULT '' NOT NULL,
    order_number TEXT DEFAULT '' NOT NULL,
    order_date TEXT,
    appointed_on TEXT,
    released_on TEXT,
    substitute_name TEXT DEFAULT '' NOT NULL,
    substitute_post TEXT DEFAULT '' NOT NULL,
    chat_joined_on TEXT,
    chat_proof_id INTEGER,
    destroyed_on TEXT,
    note TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_appointments PRIMARY KEY (id),
    CONSTRAINT ck_appointments_named CHECK (trim(name) <> ''),
    CONSTRAINT ck_appointments_gender_known CHECK (gender IN ('', 'male', 'female')),
    CONSTRAINT ck_appointments_from_before_to CHECK (released_on IS NULL OR released_on >= appointed_on),
    CONSTRAINT ck_appointments_order_date_is_date CHECK (order_date IS date(order_date, '+0 days')),
    CONSTRAINT ck_appointments_appointed_on_is_date CHECK (appointed_on IS date(appointed_on, '+0 days')),
    CONSTRAINT ck_appointments_released_on_is_date CHECK (released_on IS date(released_on, '+0 days')),
    CONSTRAINT ck_appointments_chat_joined_on_is_date CHECK (chat_joined_on IS date(chat_joined_on, '+0 days')),
    CONSTRAINT ck_appointments_destroyed_on_is_date CHECK (destroyed_on IS date(destroyed_on, '+0 days')),
    CONSTRAINT fk_appointments_chat_proof_id FOREIGN KEY(chat_proof_id) REFERENCES attachments (id)
)
 STRICT""",
    "outreach_entries": """CREATE TABLE outreach_entries (
    id INTEGER NOT NULL,
    held_on TEXT NOT NULL,
    form TEXT NOT NULL,
    topic TEXT NOT NULL,
    parents INTEGER DEFAULT '0' NOT NULL,
    unique_parents INTEGER,
    pupils INTEGER DEFAULT '0' NOT NULL,
    handed_out INTEGER DEFAULT '0' NOT NULL,
    responsible TEXT DEFAULT '' NOT NULL,
    proof TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    attachment_id INTEGER,
    deleted_at TEXT,
    search TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_outreach_entries PRIMARY KEY (id),
    CONSTRAINT ck_outreach_entries_form_known CHECK (form IN ('class_meeting', 'school_meeting', 'class_hour', 'chat_message', 'diary_notice', 'leaflet', 'individual', 'publication', 'stand', 'webinar', 'council', 'open_day')),
    CONSTRAINT ck_outreach_entries_unique_within_contacts CHECK (unique_parents IS NULL OR unique_parents <= parents),
    CONSTRAINT ck_outreach_entries_held_on_is_date CHECK (held_on IS date(held_on, '+0 days')),
    CONSTRAINT ck_outreach_entries_parents_not_negative CHECK (parents IS NULL OR parents >= 0),
    CONSTRAINT ck_outreach_entries_unique_parents_not_negative CHECK (unique_parents IS NULL OR unique_parents >= 0),
    CONSTRAINT ck_outreach_entries_pupils_not_negative CHECK (pupils IS NULL OR pupils >= 0),
    CONSTRAINT ck_outreach_entries_handed_out_not_negative CHECK (handed_out IS NULL OR handed_out >= 0),
    CONSTRAINT fk_outreach_entries_attachment_id FOREIGN KEY(attachment_id) REFERENCES attachments (id)
)
 STRICT""",
    "letters": """CREATE TABLE letters (
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    series TEXT NOT NULL,
    state TEXT NOT NULL,
    profile TEXT NOT NULL,
    directive_id INTEGER,
    appointment_id INTEGER,
    created_at TEXT NOT NULL,
    edited_text TEXT,
    number TEXT,
    year INTEGER,
    dated TEXT,
    addressee TEXT DEFAULT '' NOT NULL,
    subject TEXT DEFAULT '' NOT NULL,
    text TEXT DEFAULT '' NOT NULL,
    sheets INTEGER,
    pdf_id INTEGER,
    sha256 TEXT,
    sent_on TEXT,
    sent_how TEXT DEFAULT '' NOT NULL,
    acknowledged_on TEXT,
    acknowledged_number TEXT DEFAULT '' NOT NULL,
    void_reason TEXT DEFAULT '' NOT NULL,
    corrects_id INTEGER,
    answer_id INTEGER,
    since TEXT,
    until TEXT,
    CONSTRAINT pk_letters PRIMARY KEY (id),
    CONSTRAINT uq_letters_series_year_number UNIQUE (series, year, number),
    CONSTRAINT ck_letters_kind_known CHECK (kind IN ('confirmation', 'order', 'banner_report', 'outreach_journal', 'memo', 'outgoing_register', 'class_sheet')),
    CONSTRAINT ck_letters_series_known CHECK (series IN ('outgoing', 'orders')),
    CONSTRAINT ck_letters_state_known CHECK (state IN ('draft', 'registered', 'sent', 'acknowledged', 'void')),
    CONSTRAINT ck_letters_registered_is_whole CHECK (state = 'draft' OR (number IS NOT NULL AND dated IS NOT NULL AND year IS NOT NULL AND pdf_id IS NOT NULL AND sha256 IS NOT NULL AND sheets > 0)),
    CONSTRAINT ck_letters_draft_has_no_number CHECK (state <> 'draft' OR number IS NULL),
    CONSTRAINT ck_letters_void_has_reason CHECK (state <> 'void' OR trim(void_reason) <> ''),
    CONSTRAINT ck_letters_sent_is_dated CHECK (state NOT IN ('sent', 'acknowledged') OR sent_on IS NOT NULL),
    CONSTRAINT ck_letters_dated_is_date CHECK (dated IS date(dated, '+0 days')),
    CONSTRAINT ck_letters_sent_on_is_date CHECK (sent_on IS date(sent_on, '+0 days')),
    CONSTRAINT ck_letters_acknowledged_on_is_date CHECK (acknowledged_on IS date(acknowledged_on, '+0 days')),
    CONSTRAINT ck_letters_since_is_date CHECK (since IS date(since, '+0 days')),
    CONSTRAINT ck_letters_until_is_date CHECK (until IS date(until, '+0 days')),
    CONSTRAINT fk_letters_directive_id FOREIGN KEY(directive_id) REFERENCES directives (id),
    CONSTRAINT fk_letters_appointment_id FOREIGN KEY(appointment_id) REFERENCES appointments (id),
    CONSTRAINT fk_letters_pdf_id FOREIGN KEY(pdf_id) REFERENCES attachments (id),
    CONSTRAINT fk_letters_corrects_id FOREIGN KEY(corrects_id) REFERENCES letters (id),
    CONSTRAINT fk_letters_answer_id FOREIGN KEY(answer_id) REFERENCES directives (id)
)
 STRICT""",
    "register_entries": """CREATE TABLE register_entries (
    seq INTEGER NOT NULL,
    event TEXT NOT NULL,
    letter_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    dated TEXT NOT NULL,
    kind TEXT NOT NULL,
    addressee TEXT NOT NULL,
    subject TEXT NOT NULL,
    sheets INTEGER NOT NULL,
    pdf_sha256 TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    recorded_at TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    entry_hash TEXT NOT NULL,
    attachments_sha256 TEXT,
    CONSTRAINT pk_register_entries PRIMARY KEY (seq),
    CONSTRAINT ck_register_entries_event_known CHECK (event IN ('registered', 'void')),
    CONSTRAINT ck_register_entries_hash_length CHECK (length(entry_hash) = 64),
    CONSTRAINT ck_register_entries_dated_is_date CHECK (dated IS date(dated, '+0 days')),
    CONSTRAINT fk_register_entries_letter_id FOREIGN KEY(letter_id) REFERENCES letters (id),
    CONSTRAINT uq_register_entries_entry_hash UNIQUE (entry_hash)
)
 STRICT""",
    "number_schemes": """CREATE TABLE number_schemes (
    series TEXT NOT NULL,
    pattern TEXT NOT NULL,
    next_serial INTEGER DEFAULT '1' NOT NULL,
    serial_year INTEGER,
    yearly_restart INTEGER DEFAULT '1' NOT NULL,
    case_index TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_number_schemes PRIMARY KEY (series),
    CONSTRAINT ck_number_schemes_series_known CHECK (series IN ('outgoing', 'orders')),
    CONSTRAINT ck_number_schemes_next_positive CHECK (next_serial >= 1),
    CONSTRAINT ck_number_schemes_pattern_has_serial CHECK (instr(pattern, '{serial') > 0)
)
 STRICT""",
}

INDEXES = (
    "CREATE INDEX ix_school_logo_id ON school (logo_id)",
    "CREATE INDEX ix_appointments_chat_proof_id ON appointments (chat_proof_id)",
    "CREATE INDEX ix_outreach_entries_attachment_id ON outreach_entries (attachment_id)",
    "CREATE INDEX ix_outreach_entries_held_on_id ON outreach_entries (held_on, id)",
    "CREATE INDEX ix_letters_answer_id ON letters (answer_id)",
    "CREATE INDEX ix_letters_appointment_id ON letters (appointment_id)",
    "CREATE INDEX ix_letters_corrects_id ON letters (corrects_id)",
    "CREATE INDEX ix_letters_directive_id ON letters (directive_id)",
    "CREATE INDEX ix_letters_pdf_id ON letters (pdf_id)",
    "CREATE INDEX ix_register_entries_letter_id ON register_entries (letter_id)",
)

NEW_TABLES = (
    """CREATE TABLE letter_attachments (
    id INTEGER NOT NULL,
    letter_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    copies INTEGER DEFAULT '1' NOT NULL,
    sheets INTEGER,
    pdf_id INTEGER,
    sha256 TEXT,
    CONSTRAINT pk_letter_attachments PRIMARY KEY (id),
    CONSTRAINT uq_letter_attachments_letter_id_position UNIQUE (letter_id, position),
    CONSTRAINT ck_letter_attachments_kind_known CHECK (kind IN ('confirmation', 'order', 'banner_report', 'outreach_journal', 'memo', 'outgoing_register', 'class_sheet')),
    CONSTRAINT ck_letter_attachments_copies_positive CHECK (copies > 0),
    CONSTRAINT ck_letter_attachments_stored_is_whole CHECK (pdf_id IS NULL OR (sha256 IS NOT NULL AND sheets > 0)),
    CONSTRAINT fk_letter_attachments_letter_id FOREIGN KEY(letter_id) REFERENCES letters (id) ON DELETE CASCADE,
    CONSTRAINT fk_letter_attachments_pdf_id FOREIGN KEY(pdf_id) REFERENCES attachments (id)
)
 STRICT""",
    "CREATE INDEX ix_letter_attachments_letter_id ON letter_attachments (letter_id)",
    "CREATE INDEX ix_letter_attachments_pdf_id ON letter_attachments (pdf_id)",
    """CREATE TABLE number_reservations (
    id INTEGER NOT NULL,
    series TEXT NOT NULL,
    year INTEGER NOT NULL,
    number TEXT NOT NULL,
    reserved_on TEXT NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    letter_id INTEGER,
    released_on TEXT,
    release_reason TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_number_reservations PRIMARY KEY (id),
    CONSTRAINT uq_number_reservations_series_year_number UNIQUE (series, year, number),
    CONSTRAINT ck_number_reservations_series_known CHECK (series IN ('outgoing', 'orders')),
    CONSTRAINT ck_number_reservations_numbered CHECK (trim(number) <> ''),
    CONSTRAINT ck_number_reservations_released_has_reason CHECK (released_on IS NULL OR trim(release_reason) <> ''),
    CONSTRAINT ck_number_reservations_used_or_released CHECK (released_on IS NULL OR letter_id IS NULL),
    CONSTRAINT ck_number_reservations_reserved_on_is_date CHECK (reserved_on IS date(reserved_on, '+0 days')),
    CONSTRAINT ck_number_reservations_released_on_is_date CHECK (released_on IS date(released_on, '+0 days')),
    CONSTRAINT fk_number_reservations_letter_id FOREIGN KEY(letter_id) REFERENCES letters (id)
)
 STRICT""",
    "CREATE INDEX ix_number_reservations_letter_id ON number_reservations (letter_id)",
    """CREATE TABLE own_figures (
    name TEXT NOT NULL,
    value REAL NOT NULL,
    CONSTRAINT pk_own_figures PRIMARY KEY (name),
    CONSTRAINT ck_own_figures_named CHECK (trim(name) <> ''),
    CONSTRAINT ck_own_figures_value_not_negative CHECK (value >= 0)
)
 STRICT""",
    """CREATE TABLE paper_layouts (
    kind TEXT NOT NULL,
    profile TEXT NOT NULL,
    letterhead TEXT NOT NULL,
    CONSTRAINT pk_paper_layouts PRIMARY KEY (kind),
    CONSTRAINT ck_paper_layouts_kind_known CHECK (kind IN ('confirmation', 'order', 'banner_report', 'outreach_journal', 'memo', 'outgoing_register', 'class_sheet')),
    CONSTRAINT ck_paper_layouts_letterhead_known CHECK (letterhead IN ('corner', 'longitudinal'))
)
 STRICT""",
    """CREATE TABLE paper_texts (
    kind TEXT NOT NULL,
    template TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    CONSTRAINT pk_paper_texts PRIMARY KEY (kind),
    CONSTRAINT ck_paper_texts_kind_known CHECK (kind IN ('confirmation', 'order', 'banner_report', 'outreach_journal', 'memo', 'outgoing_register', 'class_sheet')),
    CONSTRAINT ck_paper_texts_not_empty CHECK (trim(template) <> '')
)
 STRICT""",
    """CREATE TABLE banner_files (
    id INTEGER NOT NULL,
    attachment_id INTEGER NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    link TEXT DEFAULT '' NOT NULL,
    words TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_banner_files PRIMARY KEY (id),
    CONSTRAINT ck_banner_files_has_size CHECK (width > 0 AND height > 0),
    CONSTRAINT fk_banner_files_attachment_id FOREIGN KEY(attachment_id) REFERENCES attachments (id)
)
 STRICT""",
    "CREATE INDEX ix_banner_files_attachment_id ON banner_files (attachment_id)",
    """CREATE TABLE class_years (
    class_id INTEGER NOT NULL,
    school_year INTEGER NOT NULL,
    name TEXT NOT NULL,
    pupils INTEGER NOT NULL,
    parents INTEGER NOT NULL,
    CONSTRAINT pk_class_years PRIMARY KEY (class_id, school_year),
    CONSTRAINT ck_class_years_named CHECK (trim(name) <> ''),
    CONSTRAINT ck_class_years_pupils_not_negative CHECK (pupils IS NULL OR pupils >= 0),
    CONSTRAINT ck_class_years_parents_not_negative CHECK (parents IS NULL OR parents >= 0),
    CONSTRAINT fk_class_years_class_id FOREIGN KEY(class_id) REFERENCES class_groups (id) ON DELETE CASCADE
)
 STRICT""",
    """CREATE TABLE form_drafts (
    form TEXT NOT NULL,
    content TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    CONSTRAINT pk_form_drafts PRIMARY KEY (form),
    CONSTRAINT ck_form_drafts_named CHECK (trim(form) <> '')
)
 STRICT""",
    """CREATE TABLE log_entries (
    id INTEGER NOT NULL,
    happened_at TEXT NOT NULL,
    kind TEXT NOT NULL,
    sentence TEXT NOT NULL,
    CONSTRAINT pk_log_entries PRIMARY KEY (id),
    CONSTRAINT ck_log_entries_kind_known CHECK (kind IN ('export', 'import', 'print', 'copy', 'restore', 'destruction', 'password', 'migration')),
    CONSTRAINT ck_log_entries_not_empty CHECK (trim(sentence) <> '')
)
 STRICT""",
    """CREATE TABLE imported_files (
    id INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    entries INTEGER NOT NULL,
    CONSTRAINT pk_imported_files PRIMARY KEY (id),
    CONSTRAINT ck_imported_files_sha256_length CHECK (length(sha256) = 64)
)
 STRICT""",
    "CREATE INDEX ix_imported_files_sha256 ON imported_files (sha256)",
)

# What was frozen before, and what a registered paper corrects, its period and its attachments.
_FROZEN = (*first.FROZEN, "corrects_id", "since", "until")
_CHANGED = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in _FROZEN)
_REGISTERED = "(SELECT state FROM letters WHERE id = {row}.letter_id) <> 'draft'"

TRIGGERS = (
    f"""CREATE TRIGGER letters_registered_fixed BEFORE UPDATE ON letters
    WHEN OLD.state <> 'draft' AND (NEW.state = 'draft' OR {_CHANGED})
    BEGIN SELECT RAISE(ABORT, 'registered paper is fixed'); END""",
    *(trigger for trigger in first.TRIGGERS[1:] if "attachment_blobs" not in trigger),
    f"""CREATE TRIGGER letter_attachments_fixed BEFORE UPDATE ON letter_attachments
    WHEN {_REGISTERED.format(row="OLD")}
    BEGIN SELECT RAISE(ABORT, 'registered paper is fixed'); END""",
    f"""CREATE TRIGGER letter_attachments_stay BEFORE DELETE ON letter_attachments
    WHEN {_REGISTERED.format(row="OLD")}
    BEGIN SELECT RAISE(ABORT, 'registered paper stays'); END""",
    f"""CREATE TRIGGER letter_attachments_closed BEFORE INSERT ON letter_attachments
    WHEN {_REGISTERED.format(row="NEW")}
    BEGIN SELECT RAISE(ABORT, 'registered paper is fixed'); END""",
    """CREATE TRIGGER log_entries_fixed BEFORE UPDATE ON log_entries
    BEGIN SELECT RAISE(ABORT, 'log only grows'); END""",
    """CREATE TRIGGER log_entries_stay BEFORE DELETE ON log_entries
    BEGIN SELECT RAISE(ABORT, 'log only grows'); END""",
)


def upgrade() -> None:
    """Make the new tables, and the seven old ones again with their rows."""
    for table, statement in REBUILT.items():
        _rebuild(table, statement)
    for statement in (*INDEXES, *NEW_TABLES, *TRIGGERS):
        op.execute(statement)


def downgrade() -> None:
    """Go back to the first schema; what it had no place for is lost."""
    for statement in reversed(NEW_TABLES):
        if statement.startswith("CREATE TABLE"):
            op.execute("DROP TABLE " + statement.split()[2])
    old = {
        statement.split()[2]: statement for statement in first.TABLES if statement.startswith("CREATE TABLE")
    }
    for table in REBUILT:
        _rebuild(table, old[table])
    indexes = [statement for statement in first.TABLES if statement.startswith("CREATE INDEX")]
    triggers = [trigger for trigger in first.TRIGGERS if "attachment_blobs" not in trigger]
    for statement in (*(one for one in indexes if one.split()[4] in REBUILT), *triggers):
        op.execute(statement)


def _rebuild(table: str, statement: str) -> None:
    """Make ``table`` by ``statement`` and move the rows over, in the columns both have."""
    op.execute(statement.replace(f"CREATE TABLE {table} ", f"CREATE TABLE {table}_next ", 1))
    columns = [_columns(name) for name in (table, f"{table}_next")]
    kept = ", ".join(name for name in columns[1] if name in columns[0])
    op.execute(f"INSERT INTO {table}_next ({kept}) SELECT {kept} FROM {table} ORDER BY rowid")  # noqa: S608 - our own names
    op.execute(f"DROP TABLE {table}")
    op.execute(f"ALTER TABLE {table}_next RENAME TO {table}")


def _columns(table: str) -> list[str]:
    rows = op.get_bind().exec_driver_sql(f"PRAGMA table_info({table})")
    return [str(row[1]) for row in rows]
