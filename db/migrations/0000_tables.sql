CREATE TABLE agencies (
  id text PRIMARY KEY,
  province text NOT NULL,
  parent text REFERENCES agencies (id),
  level text NOT NULL CHECK (level IN ('province', 'commune')),
  name jsonb NOT NULL,
  code text NOT NULL UNIQUE,
  fulfils text[] NOT NULL,
  area text
);
CREATE INDEX agencies_by_province ON agencies (province, id);
CREATE INDEX agencies_by_parent ON agencies (parent);

CREATE TABLE users (
  id text PRIMARY KEY,
  province text NOT NULL,
  name text NOT NULL,
  active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX users_by_province ON users (province, id);

CREATE TABLE memberships (
  user_id text NOT NULL REFERENCES users (id),
  role text NOT NULL,
  agency text NOT NULL,
  PRIMARY KEY (user_id, role, agency)
);
CREATE INDEX memberships_by_agency ON memberships (agency, role);

CREATE TABLE procedures (
  province text NOT NULL,
  code text NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  hash text NOT NULL,
  -- json and not jsonb: the order in which a procedure names its outcomes is shown to people.
  content json NOT NULL,
  name jsonb NOT NULL GENERATED ALWAYS AS ((content -> 'name')::jsonb) STORED,
  field text NOT NULL GENERATED ALWAYS AS (content ->> 'field') STORED,
  search text NOT NULL,
  published_at timestamptz NOT NULL DEFAULT now(),
  published_by text NOT NULL,
  PRIMARY KEY (province, code, version)
);
CREATE INDEX procedures_by_hash ON procedures (province, hash);

CREATE TABLE calendars (
  province text NOT NULL,
  id text NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  content jsonb NOT NULL,
  current boolean NOT NULL,
  published_at timestamptz NOT NULL DEFAULT now(),
  published_by text NOT NULL,
  PRIMARY KEY (province, id, version)
);
CREATE UNIQUE INDEX calendars_current ON calendars (province, id) WHERE current;

CREATE TABLE case_numbers (
  agency_code text NOT NULL,
  day text NOT NULL,
  last integer NOT NULL,
  PRIMARY KEY (agency_code, day)
);

CREATE TABLE cases (
  id text PRIMARY KEY,
  -- Ordered by bytes whatever the server's collation, so that the beginning of a code is a range of the index.
  code text COLLATE "C" NOT NULL UNIQUE,
  kind text NOT NULL,
  province text NOT NULL,
  procedure text NOT NULL,
  procedure_version integer NOT NULL,
  procedure_hash text NOT NULL,
  status text NOT NULL,
  ending text,
  urgency text NOT NULL,
  channel text NOT NULL,
  counter text NOT NULL,
  owner text NOT NULL,
  applicant text,
  agencies text[] NOT NULL,
  filed_at timestamptz NOT NULL,
  accepted_at timestamptz,
  decided_at timestamptz,
  delivered_at timestamptz,
  closed_at timestamptz,
  due_at timestamptz,
  due_sort timestamptz NOT NULL GENERATED ALWAYS AS (coalesce(due_at, 'infinity'::timestamptz)) STORED,
  clock_phase text,
  version integer NOT NULL,
  head_hash text NOT NULL,
  state jsonb NOT NULL,
  imported integer NOT NULL DEFAULT 0
) WITH (fillfactor = 80);
-- One index for each way in which lists are asked for: everything of a province by filing or by deadline, and of an
-- owner, a counter, a procedure or a citizen. `agencies` serves row-level security.
CREATE INDEX cases_by_filing ON cases (province, filed_at DESC, id DESC);
CREATE INDEX cases_by_deadline ON cases (province, due_sort, id);
CREATE INDEX cases_by_status ON cases (province, status, filed_at DESC, id DESC);
CREATE INDEX cases_by_owner ON cases (owner, filed_at DESC, id DESC);
CREATE INDEX cases_by_counter ON cases (counter, filed_at DESC, id DESC);
CREATE INDEX cases_by_procedure ON cases (province, procedure, filed_at DESC, id DESC);
CREATE INDEX cases_by_applicant ON cases (applicant, filed_at DESC, id DESC) WHERE applicant IS NOT NULL;
CREATE INDEX cases_by_agencies ON cases USING gin (agencies);

CREATE TABLE tasks (
  case_id text NOT NULL REFERENCES cases (id),
  id text NOT NULL,
  step text NOT NULL,
  branch text,
  agency text NOT NULL,
  role text NOT NULL,
  assignee text,
  opened_at timestamptz NOT NULL,
  due_at timestamptz,
  due_sort timestamptz NOT NULL GENERATED ALWAYS AS (coalesce(due_at, 'infinity'::timestamptz)) STORED,
  closed_at timestamptz,
  closed_by text,
  outcome text,
  PRIMARY KEY (case_id, id)
) WITH (fillfactor = 80);
CREATE INDEX tasks_of_agency ON tasks (agency, due_sort, case_id, id) WHERE closed_at IS NULL;
CREATE INDEX tasks_of_assignee ON tasks (assignee, due_sort, case_id, id) WHERE closed_at IS NULL;
CREATE INDEX tasks_by_deadline ON tasks (due_sort, case_id, id) WHERE closed_at IS NULL;

CREATE TABLE clocks (
  case_id text NOT NULL REFERENCES cases (id),
  id text NOT NULL,
  task_id text,
  agency text NOT NULL,
  calendar text NOT NULL,
  phase text NOT NULL,
  paused_for text,
  budget integer NOT NULL,
  consumed integer NOT NULL,
  started_at timestamptz NOT NULL,
  due_at timestamptz,
  stopped_at timestamptz,
  PRIMARY KEY (case_id, id)
) WITH (fillfactor = 80);
CREATE INDEX clocks_by_deadline ON clocks (due_at, case_id, id) WHERE due_at IS NOT NULL;
CREATE INDEX clocks_of_agency ON clocks (agency, due_at, case_id, id) WHERE due_at IS NOT NULL;

-- A sequence and not an identity column: those cannot be partitioned before PostgreSQL 17.
CREATE SEQUENCE event_positions;
CREATE TABLE events (
  case_id text NOT NULL,
  seq integer NOT NULL,
  at timestamptz NOT NULL,
  type text NOT NULL,
  by text NOT NULL,
  order_id text NOT NULL,
  body jsonb NOT NULL,
  previous_hash text NOT NULL,
  hash text NOT NULL,
  position bigint NOT NULL DEFAULT nextval('event_positions'),
  PRIMARY KEY (case_id, seq, at)
) PARTITION BY RANGE (at);
CREATE INDEX events_by_position ON events (position);
-- What no month has been made for lands here, so that no event is ever refused.
CREATE TABLE events_rest PARTITION OF events DEFAULT;

CREATE TABLE notices (
  case_id text NOT NULL,
  seq integer NOT NULL,
  action integer NOT NULL,
  kind text NOT NULL,
  who text NOT NULL,
  clock text NOT NULL,
  created_at timestamptz NOT NULL,
  sent_at timestamptz,
  PRIMARY KEY (case_id, seq, action)
);
CREATE INDEX notices_unsent ON notices (created_at) WHERE sent_at IS NULL;

CREATE TABLE text_contents (
  id text PRIMARY KEY,
  case_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('form', 'reason', 'note', 'answer', 'rating')),
  author text NOT NULL,
  content jsonb NOT NULL,
  salt text NOT NULL,
  digest text NOT NULL,
  search text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX text_contents_of_case ON text_contents (case_id);
CREATE INDEX text_contents_search ON text_contents USING gin (to_tsvector('simple', search)) WHERE kind = 'form';

CREATE TABLE parties (
  case_id text PRIMARY KEY,
  province text NOT NULL,
  kind text NOT NULL,
  counter text NOT NULL,
  applicant text,
  name text,
  phone text,
  email text,
  address text,
  id_number text,
  search text NOT NULL
);
CREATE INDEX parties_search ON parties USING gin (to_tsvector('simple', search));

CREATE TABLE documents (
  id text PRIMARY KEY,
  case_id text NOT NULL,
  rule text NOT NULL,
  name text NOT NULL,
  media_type text NOT NULL,
  size bigint NOT NULL,
  digest text NOT NULL,
  author text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX documents_of_case ON documents (case_id);

CREATE TABLE idempotency_keys (
  caller text NOT NULL,
  key text NOT NULL,
  fingerprint text NOT NULL,
  status integer NOT NULL,
  -- json: the same key gets the same bytes.
  body json,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (caller, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);
