-- What is said to whom: where they are reached, what they wish, in which text, and what became of it.

-- Reminders and notices that escalations ask for, and news of complaints; one for each escalation level and action.
CREATE TABLE notices (
  case_id text NOT NULL,
  seq integer NOT NULL,
  action integer NOT NULL,
  kind text NOT NULL,
  who text NOT NULL,
  clock text NOT NULL,
  created_at timestamptz NOT NULL,
  -- What comes in quiet hours waits until then; null: it goes out at once.
  not_before timestamptz,
  sent_at timestamptz,
  PRIMARY KEY (case_id, seq, action)
);
CREATE INDEX notices_unsent ON notices (created_at) WHERE sent_at IS NULL;
GRANT SELECT, INSERT, UPDATE ON notices TO motcua_worker;
--> statement-breakpoint
-- Where officers and citizens with an account are reached. Of a case, its party says it.
CREATE TABLE contacts (
  user_id text PRIMARY KEY REFERENCES users (id),
  email text,
  phone text,
  updated_at timestamptz NOT NULL DEFAULT now(),
  updated_by text NOT NULL
);
GRANT SELECT ON contacts TO motcua_worker, motcua_api, motcua_api_wide;
GRANT INSERT, UPDATE ON contacts TO motcua_api, motcua_api_wide;
ALTER TABLE contacts ENABLE ROW LEVEL SECURITY;
CREATE POLICY worker ON contacts FOR SELECT TO motcua_worker USING (true);
-- One's own; and those who see the whole province, of whom the API lets only administrators write.
CREATE POLICY own ON contacts TO motcua_api, motcua_api_wide USING (
  user_id = (SELECT nullif(current_setting('motcua.user', true), ''))
  OR ((SELECT current_setting('motcua.wide', true)) = '1' AND EXISTS (
    SELECT FROM users u WHERE u.id = contacts.user_id AND u.province = (SELECT current_setting('motcua.province', true))))
);
--> statement-breakpoint
-- How somebody wishes to be notified. `person`: user:<id>, or case:<id> of who filed without an account.
CREATE TABLE message_preferences (
  person text PRIMARY KEY CHECK (person ~ '^(user|case):.'),
  province text NOT NULL,
  channels text[] NOT NULL,
  language text NOT NULL CHECK (language IN ('vi', 'en')),
  digest boolean NOT NULL,
  -- Minutes after midnight; null: as is usual for the channel.
  quiet_from smallint CHECK (quiet_from BETWEEN 0 AND 1439),
  quiet_until smallint CHECK (quiet_until BETWEEN 0 AND 1439),
  muted text[] NOT NULL DEFAULT '{}',
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((quiet_from IS NULL) = (quiet_until IS NULL))
);
GRANT SELECT ON message_preferences TO motcua_worker, motcua_api, motcua_api_wide;
GRANT INSERT, UPDATE ON message_preferences TO motcua_api, motcua_api_wide;
ALTER TABLE message_preferences ENABLE ROW LEVEL SECURITY;
CREATE POLICY worker ON message_preferences FOR SELECT TO motcua_worker USING (true);
-- One's own; and of who filed without an account, whoever at work may know them.
CREATE POLICY own ON message_preferences TO motcua_api, motcua_api_wide USING (
  person = 'user:' || (SELECT nullif(current_setting('motcua.user', true), ''))
  OR (person LIKE 'case:%' AND (SELECT current_setting('motcua.staff', true)) = '1'
      AND EXISTS (SELECT FROM parties p WHERE p.case_id = substr(person, 6)))
);
--> statement-breakpoint
-- Texts of a province in the place of the product's own.
CREATE TABLE message_texts (
  province text NOT NULL,
  topic text NOT NULL,
  language text NOT NULL CHECK (language IN ('vi', 'en')),
  content jsonb NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  updated_by text NOT NULL,
  PRIMARY KEY (province, topic, language)
);
GRANT SELECT ON message_texts TO motcua_worker, motcua_api, motcua_api_wide;
GRANT INSERT, UPDATE, DELETE ON message_texts TO motcua_api, motcua_api_wide;
--> statement-breakpoint
-- What was said to whom, by which way, and what became of it: one for each person and way.
CREATE TABLE messages (
  id text PRIMARY KEY,
  job text NOT NULL,
  province text NOT NULL,
  -- null: of no single case.
  case_id text,
  seq integer,
  -- The notice that it is said for; null: none.
  notice integer,
  -- The transfer that it is about, where no event of its case calls for it; null: an event does.
  transfer text,
  topic text NOT NULL,
  audience text NOT NULL CHECK (audience IN ('applicant', 'follower', 'officer')),
  -- Whose it is, as in message_preferences.
  person text NOT NULL,
  language text NOT NULL,
  -- null: there is no way to them.
  channel text CHECK (channel IN ('mail', 'sms', 'zalo')),
  -- Enough to know one's own.
  masked text,
  -- Of the address, SHA-256: the address itself stands where it belongs, once.
  address_digest text,
  status text NOT NULL CHECK (status IN ('waiting', 'sending', 'sent', 'refused', 'bounced', 'dead', 'unreachable', 'unwanted', 'obsolete')),
  attempts integer NOT NULL DEFAULT 0,
  why text,
  provider_id text,
  created_at timestamptz NOT NULL DEFAULT now(),
  sent_at timestamptz
);
CREATE INDEX messages_of_case ON messages (case_id, created_at, id) WHERE case_id IS NOT NULL;
CREATE INDEX messages_failed ON messages (province, created_at DESC, id DESC)
  WHERE status IN ('refused', 'bounced', 'dead', 'unreachable');
CREATE INDEX messages_of_job ON messages (job);
GRANT SELECT ON messages TO motcua_worker, motcua_api, motcua_api_wide;
GRANT INSERT, UPDATE ON messages TO motcua_worker;
ALTER TABLE messages ENABLE ROW LEVEL SECURITY;
CREATE POLICY worker ON messages TO motcua_worker USING (true) WITH CHECK (true);
-- What was said in a case: for who works on it all of it; for who filed it what was said to them. And always one's own.
CREATE POLICY reader ON messages FOR SELECT TO motcua_api, motcua_api_wide USING (
  person = 'user:' || (SELECT nullif(current_setting('motcua.user', true), ''))
  OR (case_id IS NOT NULL AND ((SELECT current_setting('motcua.staff', true)) = '1' OR audience = 'applicant')
      AND EXISTS (SELECT FROM cases c WHERE c.id = messages.case_id))
  OR (case_id IS NULL AND (SELECT current_setting('motcua.wide', true)) = '1'
      AND province = (SELECT current_setting('motcua.province', true)))
);
--> statement-breakpoint
-- Addresses that were found not to work, by their SHA-256.
CREATE TABLE bad_addresses (
  province text NOT NULL,
  address_digest text NOT NULL,
  why text NOT NULL,
  since timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (province, address_digest)
);
GRANT SELECT, INSERT, DELETE ON bad_addresses TO motcua_worker;
--> statement-breakpoint
-- Where a message belongs, for a bounce or a signed link that names it: whoever brings one is no user.
CREATE FUNCTION message_place(wanted text)
RETURNS TABLE (province text, case_id text, seq integer, topic text, audience text, person text, language text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.province, m.case_id, m.seq, m.topic, m.audience, m.person, m.language FROM messages m WHERE m.id = wanted
$$;
-- By the link in a mail, which is signed and names nobody: the API has read the signature.
CREATE FUNCTION mute_topic(whose text, of_province text, muted_topic text, likes text[], is_digest boolean) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO message_preferences AS p (person, province, channels, language, digest, muted)
  VALUES (whose, of_province, likes, 'vi', is_digest, ARRAY[muted_topic])
  ON CONFLICT (person) DO UPDATE SET updated_at = now(),
    muted = CASE WHEN muted_topic = ANY (p.muted) THEN p.muted ELSE p.muted || muted_topic END
$$;
REVOKE ALL ON FUNCTION message_place(text), mute_topic(text, text, text, text[], boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION message_place(text), mute_topic(text, text, text, text[], boolean) TO motcua_api, motcua_api_wide;
