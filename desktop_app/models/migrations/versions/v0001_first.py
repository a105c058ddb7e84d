"""The first schema: the record, the papers, the register, the change history."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    """CREATE TABLE school (
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
    CONSTRAINT pk_school PRIMARY KEY (id),
    CONSTRAINT ck_school_only_one CHECK (id = 1),
    CONSTRAINT ck_school_named CHECK (trim(full_name) <> ''),
    CONSTRAINT ck_school_kind_known CHECK (kind IN ('municipal', 'state', 'private')),
    CONSTRAINT ck_school_head_gender_known CHECK (head_gender IN ('', 'male', 'female'))
)
 STRICT""",
    """CREATE TABLE class_groups (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    pupils INTEGER DEFAULT '0' NOT NULL,
    parents INTEGER DEFAULT '0' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT pk_class_groups PRIMARY KEY (id),
    CONSTRAINT ck_class_groups_named CHECK (trim(name) <> ''),
    CONSTRAINT ck_class_groups_pupils_not_negative CHECK (pupils IS NULL OR pupils >= 0),
    CONSTRAINT ck_class_groups_parents_not_negative CHECK (parents IS NULL OR parents >= 0),
    CONSTRAINT uq_class_groups_name UNIQUE (name)
)
 STRICT""",
    """CREATE TABLE case_forms (
    subject TEXT NOT NULL,
    nominative TEXT NOT NULL,
    grammatical_case TEXT NOT NULL,
    form TEXT NOT NULL,
    CONSTRAINT pk_case_forms PRIMARY KEY (subject, nominative, grammatical_case),
    CONSTRAINT ck_case_forms_not_empty CHECK (trim(nominative) <> '' AND trim(form) <> '')
)
 STRICT""",
    """CREATE TABLE attachments (
    id INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    taken_on TEXT,
    added_at TEXT NOT NULL,
    CONSTRAINT pk_attachments PRIMARY KEY (id),
    CONSTRAINT ck_attachments_sha256_length CHECK (length(sha256) = 64),
    CONSTRAINT ck_attachments_not_empty CHECK (size > 0),
    CONSTRAINT ck_attachments_taken_on_is_date CHECK (taken_on IS date(taken_on, '+0 days')),
    CONSTRAINT uq_attachments_sha256 UNIQUE (sha256)
)
 STRICT""",
    """CREATE TABLE attachment_blobs (
    attachment_id INTEGER NOT NULL,
    content BLOB NOT NULL,
    CONSTRAINT pk_attachment_blobs PRIMARY KEY (attachment_id),
    CONSTRAINT fk_attachment_blobs_attachment_id FOREIGN KEY(attachment_id) REFERENCES attachments (id) ON DELETE CASCADE
)
 STRICT""",
    """CREATE TABLE directives (
    id INTEGER NOT NULL,
    number TEXT NOT NULL,
    dated TEXT NOT NULL,
    sender TEXT NOT NULL,
    signatory_name TEXT DEFAULT '' NOT NULL,
    signatory_post TEXT DEFAULT '' NOT NULL,
    subject TEXT DEFAULT '' NOT NULL,
    due_on TEXT,
    chat_name TEXT DEFAULT '' NOT NULL,
    chat_platform TEXT DEFAULT '' NOT NULL,
    chat_link TEXT DEFAULT '' NOT NULL,
    sheets INTEGER,
    text TEXT DEFAULT '' NOT NULL,
    received_on TEXT,
    incoming_number TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_directives PRIMARY KEY (id),
    CONSTRAINT uq_directives_number_dated UNIQUE (number, dated),
    CONSTRAINT ck_directives_numbered CHECK (trim(number) <> ''),
    CONSTRAINT ck_directives_dated_is_date CHECK (dated IS date(dated, '+0 days')),
    CONSTRAINT ck_directives_due_on_is_date CHECK (due_on IS date(due_on, '+0 days')),
    CONSTRAINT ck_directives_received_on_is_date CHECK (received_on IS date(received_on, '+0 days')),
    CONSTRAINT ck_directives_sheets_not_negative CHECK (sheets IS NULL OR sheets >= 0)
)
 STRICT""",
    """CREATE TABLE requirements (
    id INTEGER NOT NULL,
    directive_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    due_on TEXT,
    due_basis TEXT NOT NULL,
    CONSTRAINT pk_requirements PRIMARY KEY (id),
    CONSTRAINT uq_requirements_directive_id_kind UNIQUE (directive_id, kind),
    CONSTRAINT ck_requirements_kind_known CHECK (kind IN ('appoint_coordinator', 'join_chat', 'place_banners', 'inform_parents', 'confirm')),
    CONSTRAINT ck_requirements_due_basis_known CHECK (due_basis IN ('stated', 'implied', 'own')),
    CONSTRAINT ck_requirements_due_on_is_date CHECK (due_on IS date(due_on, '+0 days')),
    CONSTRAINT fk_requirements_directive_id FOREIGN KEY(directive_id) REFERENCES directives (id) ON DELETE CASCADE
)
 STRICT""",
    """CREATE INDEX ix_requirements_directive_id ON requirements (directive_id)""",
    """CREATE TABLE appointments (
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
    note TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_appointments PRIMARY KEY (id),
    CONSTRAINT ck_appointments_named CHECK (trim(name) <> ''),
    CONSTRAINT ck_appointments_gender_known CHECK (gender IN ('', 'male', 'female')),
    CONSTRAINT ck_appointments_from_before_to CHECK (released_on IS NULL OR released_on >= appointed_on),
    CONSTRAINT ck_appointments_order_date_is_date CHECK (order_date IS date(order_date, '+0 days')),
    CONSTRAINT ck_appointments_appointed_on_is_date CHECK (appointed_on IS date(appointed_on, '+0 days')),
    CONSTRAINT ck_appointments_released_on_is_date CHECK (released_on IS date(released_on, '+0 days')),
    CONSTRAINT ck_appointments_chat_joined_on_is_date CHECK (chat_joined_on IS date(chat_joined_on, '+0 days')),
    CONSTRAINT fk_appointments_chat_proof_id FOREIGN KEY(chat_proof_id) REFERENCES attachments (id)
)
 STRICT""",
    """CREATE INDEX ix_appointments_chat_proof_id ON appointments (chat_proof_id)""",
    """CREATE TABLE portals (
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    url TEXT DEFAULT '' NOT NULL,
    place TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT pk_portals PRIMARY KEY (id),
    CONSTRAINT ck_portals_named CHECK (trim(name) <> ''),
    CONSTRAINT ck_portals_kind_known CHECK (kind IN ('website', 'vk', 'ok', 'max', 'telegram', 'diary', 'stand', 'screen', 'other')),
    CONSTRAINT uq_portals_kind_name_url_place UNIQUE (kind, name, url, place)
)
 STRICT""",
    """CREATE TABLE placements (
    id INTEGER NOT NULL,
    portal_id INTEGER NOT NULL,
    status TEXT NOT NULL,
    placed_on TEXT,
    planned_for TEXT,
    removed_on TEXT,
    reason TEXT DEFAULT '' NOT NULL,
    verified_on TEXT,
    proof_id INTEGER,
    CONSTRAINT pk_placements PRIMARY KEY (id),
    CONSTRAINT ck_placements_status_known CHECK (status IN ('not_applicable', 'planned', 'placed', 'verified', 'missing', 'removed')),
    CONSTRAINT ck_placements_not_applicable_has_reason CHECK (status <> 'not_applicable' OR trim(reason) <> ''),
    CONSTRAINT ck_placements_placed_is_dated CHECK (status NOT IN ('placed', 'verified') OR placed_on IS NOT NULL),
    CONSTRAINT ck_placements_verified_has_evidence CHECK (status <> 'verified' OR (proof_id IS NOT NULL AND verified_on IS NOT NULL)),
    CONSTRAINT ck_placements_removed_is_dated CHECK (status <> 'removed' OR removed_on IS NOT NULL),
    CONSTRAINT ck_placements_placed_on_is_date CHECK (placed_on IS date(placed_on, '+0 days')),
    CONSTRAINT ck_placements_planned_for_is_date CHECK (planned_for IS date(planned_for, '+0 days')),
    CONSTRAINT ck_placements_removed_on_is_date CHECK (removed_on IS date(removed_on, '+0 days')),
    CONSTRAINT ck_placements_verified_on_is_date CHECK (verified_on IS date(verified_on, '+0 days')),
    CONSTRAINT uq_placements_portal_id UNIQUE (portal_id),
    CONSTRAINT fk_placements_portal_id FOREIGN KEY(portal_id) REFERENCES portals (id) ON DELETE CASCADE,
    CONSTRAINT fk_placements_proof_id FOREIGN KEY(proof_id) REFERENCES attachments (id)
)
 STRICT""",
    """CREATE INDEX ix_placements_proof_id ON placements (proof_id)""",
    """CREATE TABLE checks (
    id INTEGER NOT NULL,
    placement_id INTEGER NOT NULL,
    checked_on TEXT NOT NULL,
    outcome TEXT NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    attachment_id INTEGER,
    CONSTRAINT pk_checks PRIMARY KEY (id),
    CONSTRAINT ck_checks_outcome_known CHECK (outcome IN ('found', 'seen', 'missing')),
    CONSTRAINT ck_checks_found_has_picture CHECK (outcome <> 'found' OR attachment_id IS NOT NULL),
    CONSTRAINT ck_checks_checked_on_is_date CHECK (checked_on IS date(checked_on, '+0 days')),
    CONSTRAINT fk_checks_placement_id FOREIGN KEY(placement_id) REFERENCES placements (id) ON DELETE CASCADE,
    CONSTRAINT fk_checks_attachment_id FOREIGN KEY(attachment_id) REFERENCES attachments (id)
)
 STRICT""",
    """CREATE INDEX ix_checks_placement_id ON checks (placement_id)""",
    """CREATE INDEX ix_checks_attachment_id ON checks (attachment_id)""",
    """CREATE TABLE outreach_entries (
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
    """CREATE INDEX ix_outreach_entries_attachment_id ON outreach_entries (attachment_id)""",
    """CREATE INDEX ix_outreach_entries_held_on_id ON outreach_entries (held_on, id)""",
    """CREATE TABLE outreach_classes (
    entry_id INTEGER NOT NULL,
    class_id INTEGER NOT NULL,
    CONSTRAINT pk_outreach_classes PRIMARY KEY (entry_id, class_id),
    CONSTRAINT fk_outreach_classes_entry_id FOREIGN KEY(entry_id) REFERENCES outreach_entries (id) ON DELETE CASCADE,
    CONSTRAINT fk_outreach_classes_class_id FOREIGN KEY(class_id) REFERENCES class_groups (id)
)
 STRICT""",
    """CREATE INDEX ix_outreach_classes_class_id ON outreach_classes (class_id)""",
    """CREATE TABLE letters (
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
    CONSTRAINT pk_letters PRIMARY KEY (id),
    CONSTRAINT uq_letters_series_year_number UNIQUE (series, year, number),
    CONSTRAINT ck_letters_kind_known CHECK (kind IN ('confirmation', 'order')),
    CONSTRAINT ck_letters_series_known CHECK (series IN ('outgoing', 'orders')),
    CONSTRAINT ck_letters_state_known CHECK (state IN ('draft', 'registered', 'sent', 'acknowledged', 'void')),
    CONSTRAINT ck_letters_registered_is_whole CHECK (state = 'draft' OR (number IS NOT NULL AND dated IS NOT NULL AND year IS NOT NULL AND pdf_id IS NOT NULL AND sha256 IS NOT NULL AND sheets > 0)),
    CONSTRAINT ck_letters_draft_has_no_number CHECK (state <> 'draft' OR number IS NULL),
    CONSTRAINT ck_letters_void_has_reason CHECK (state <> 'void' OR trim(void_reason) <> ''),
    CONSTRAINT ck_letters_sent_is_dated CHECK (state NOT IN ('sent', 'acknowledged') OR sent_on IS NOT NULL),
    CONSTRAINT ck_letters_dated_is_date CHECK (dated IS date(dated, '+0 days')),
    CONSTRAINT ck_letters_sent_on_is_date CHECK (sent_on IS date(sent_on, '+0 days')),
    CONSTRAINT ck_letters_acknowledged_on_is_date CHECK (acknowledged_on IS date(acknowledged_on, '+0 days')),
    CONSTRAINT fk_letters_directive_id FOREIGN KEY(directive_id) REFERENCES directives (id),
    CONSTRAINT fk_letters_appointment_id FOREIGN KEY(appointment_id) REFERENCES appointments (id),
    CONSTRAINT fk_letters_pdf_id FOREIGN KEY(pdf_id) REFERENCES attachments (id)
)
 STRICT""",
    """CREATE INDEX ix_letters_pdf_id ON letters (pdf_id)""",
    """CREATE INDEX ix_letters_appointment_id ON letters (appointment_id)""",
    """CREATE INDEX ix_letters_directive_id ON letters (directive_id)""",
    """CREATE TABLE register_entries (
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
    CONSTRAINT pk_register_entries PRIMARY KEY (seq),
    CONSTRAINT ck_register_entries_event_known CHECK (event IN ('registered', 'void')),
    CONSTRAINT ck_register_entries_hash_length CHECK (length(entry_hash) = 64),
    CONSTRAINT ck_register_entries_dated_is_date CHECK (dated IS date(dated, '+0 days')),
    CONSTRAINT fk_register_entries_letter_id FOREIGN KEY(letter_id) REFERENCES letters (id),
    CONSTRAINT uq_register_entries_entry_hash UNIQUE (entry_hash)
)
 STRICT""",
    """CREATE INDEX ix_register_entries_letter_id ON register_entries (letter_id)""",
    """CREATE TABLE number_schemes (
    series TEXT NOT NULL,
    pattern TEXT NOT NULL,
    next_serial INTEGER DEFAULT '1' NOT NULL,
    serial_year INTEGER,
    yearly_restart INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_number_schemes PRIMARY KEY (series),
    CONSTRAINT ck_number_schemes_series_known CHECK (series IN ('outgoing', 'orders')),
    CONSTRAINT ck_number_schemes_next_positive CHECK (next_serial >= 1),
    CONSTRAINT ck_number_schemes_pattern_has_serial CHECK (instr(pattern, '{serial') > 0)
)
 STRICT""",
    """CREATE TABLE change_groups (
    id INTEGER NOT NULL,
    made_at TEXT NOT NULL,
    label TEXT NOT NULL,
    state TEXT NOT NULL,
    CONSTRAINT pk_change_groups PRIMARY KEY (id),
    CONSTRAINT ck_change_groups_state_known CHECK (state IN ('active', 'undone', 'gone', 'final'))
)
 STRICT""",
    """CREATE TABLE changes (
    id INTEGER NOT NULL,
    group_id INTEGER NOT NULL,
    table_name TEXT NOT NULL,
    row_key TEXT NOT NULL,
    action TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    CONSTRAINT pk_changes PRIMARY KEY (id),
    CONSTRAINT ck_changes_action_known CHECK (action IN ('insert', 'update', 'delete')),
    CONSTRAINT fk_changes_group_id FOREIGN KEY(group_id) REFERENCES change_groups (id) ON DELETE CASCADE
)
 STRICT""",
    """CREATE INDEX ix_changes_group_id ON changes (group_id)""",
)

# A registered paper is a fact: its bytes, text, number and date never change, and the register only grows.
FROZEN = (
    "kind",
    "series",
    "profile",
    "directive_id",
    "appointment_id",
    "created_at",
    "edited_text",
    "number",
    "year",
    "dated",
    "addressee",
    "subject",
    "text",
    "sheets",
    "pdf_id",
    "sha256",
)
_CHANGED = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in FROZEN)

TRIGGERS = (
    f"""CREATE TRIGGER letters_registered_fixed BEFORE UPDATE ON letters
    WHEN OLD.state <> 'draft' AND (NEW.state = 'draft' OR {_CHANGED})
    BEGIN SELECT RAISE(ABORT, 'registered paper is fixed'); END""",
    """CREATE TRIGGER letters_registered_stay BEFORE DELETE ON letters WHEN OLD.state <> 'draft'
    BEGIN SELECT RAISE(ABORT, 'registered paper stays'); END""",
    """CREATE TRIGGER register_entries_fixed BEFORE UPDATE ON register_entries
    BEGIN SELECT RAISE(ABORT, 'register only grows'); END""",
    """CREATE TRIGGER register_entries_stay BEFORE DELETE ON register_entries
    BEGIN SELECT RAISE(ABORT, 'register only grows'); END""",
    """CREATE TRIGGER attachment_blobs_fixed BEFORE UPDATE ON attachment_blobs
    BEGIN SELECT RAISE(ABORT, 'stored bytes are fixed'); END""",
)


def upgrade() -> None:
    """Make every table, index and trigger."""
    for statement in (*TABLES, *TRIGGERS):
        op.execute(statement)


def downgrade() -> None:
    """Drop everything, children first."""
    for statement in reversed(TABLES):
        if statement.startswith("CREATE TABLE"):
            op.execute("DROP TABLE " + statement.split()[2])
