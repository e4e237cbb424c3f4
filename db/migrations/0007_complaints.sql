-- Complaints: where and about what, who follows which, what is published of them, and which are alike.

-- Where and about what somebody complained: written once, with the form, before the case is filed. How it stands says its case.
CREATE TABLE complaint_places (
  case_id text PRIMARY KEY,
  province text NOT NULL,
  -- WGS 84, degrees; null: not given.
  lat double precision CHECK (lat BETWEEN -90 AND 90),
  lon double precision CHECK (lon BETWEEN -180 AND 180),
  place point GENERATED ALWAYS AS (point(lon, lat)) STORED,
  ward text,
  address text,
  -- The text of the complaint, in lower case without diacritics.
  folded text NOT NULL,
  filed_at timestamptz NOT NULL
);
CREATE INDEX complaint_places_near ON complaint_places USING gist (place) WHERE place IS NOT NULL;
CREATE INDEX complaint_places_of_ward ON complaint_places (province, ward, filed_at);
CREATE INDEX complaint_places_in_time ON complaint_places (province, filed_at);
GRANT SELECT, INSERT ON complaint_places TO motcua_worker, motcua_api, motcua_api_wide;
ALTER TABLE complaint_places ENABLE ROW LEVEL SECURITY;
CREATE POLICY worker ON complaint_places TO motcua_worker USING (true) WITH CHECK (true);
CREATE POLICY reader ON complaint_places FOR SELECT TO motcua_api, motcua_api_wide USING (
  EXISTS (SELECT FROM cases c WHERE c.id = complaint_places.case_id)
);
CREATE POLICY writer ON complaint_places FOR INSERT TO motcua_api, motcua_api_wide WITH CHECK (
  province = (SELECT current_setting('motcua.province', true))
);
--> statement-breakpoint
-- Whose complaint became part of another hears of that one. `via` is their own; user null: they have no account, and are
-- reached by what their own complaint says of them.
CREATE TABLE case_followers (
  case_id text NOT NULL,
  via text NOT NULL,
  user_id text,
  since timestamptz NOT NULL,
  PRIMARY KEY (case_id, via)
);
CREATE INDEX case_followers_of_user ON case_followers (user_id) WHERE user_id IS NOT NULL;
GRANT SELECT ON case_followers TO motcua_worker, motcua_api, motcua_api_wide;
GRANT INSERT ON case_followers TO motcua_worker;
ALTER TABLE case_followers ENABLE ROW LEVEL SECURITY;
CREATE POLICY worker ON case_followers TO motcua_worker USING (true) WITH CHECK (true);
-- Whoever may know who made the follower's own complaint; and the follower.
CREATE POLICY reader ON case_followers FOR SELECT TO motcua_api, motcua_api_wide USING (
  user_id = (SELECT nullif(current_setting('motcua.user', true), ''))
  OR EXISTS (SELECT FROM parties p WHERE p.case_id = case_followers.via)
);
--> statement-breakpoint
-- What everybody may read: nothing here was written but for that, so no row-level security stands before it.
CREATE TABLE publications (
  case_id text PRIMARY KEY REFERENCES cases (id),
  code text COLLATE "C" NOT NULL UNIQUE,
  province text NOT NULL,
  procedure text NOT NULL,
  owner text NOT NULL,
  ward text,
  lat double precision,
  lon double precision,
  place point GENERATED ALWAYS AS (point(lon, lat)) STORED,
  title text NOT NULL,
  description text NOT NULL,
  answer text NOT NULL,
  -- Ids of documents.
  photos text[] NOT NULL,
  folded text NOT NULL,
  filed_at timestamptz NOT NULL,
  due_at timestamptz,
  handled_at timestamptz,
  published_at timestamptz NOT NULL,
  rating text,
  -- false while the result is looked at again.
  shown boolean NOT NULL
);
CREATE INDEX publications_newest ON publications (published_at DESC, case_id DESC) WHERE shown;
CREATE INDEX publications_of_province ON publications (province, published_at DESC, case_id DESC) WHERE shown;
CREATE INDEX publications_of_procedure ON publications (procedure, published_at DESC, case_id DESC) WHERE shown;
CREATE INDEX publications_of_ward ON publications (ward, published_at DESC, case_id DESC) WHERE shown;
CREATE INDEX publications_of_owner ON publications (owner, published_at DESC, case_id DESC) WHERE shown;
CREATE INDEX publications_near ON publications USING gist (place) WHERE shown AND place IS NOT NULL;
CREATE INDEX publications_alike ON publications USING gin (folded gin_trgm_ops) WHERE shown;
GRANT SELECT ON publications TO motcua_worker, motcua_api, motcua_api_wide;
GRANT INSERT, UPDATE ON publications TO motcua_worker;
--> statement-breakpoint
-- Along the great circle of a ball of the earth's mean radius; within a town as good as any.
CREATE FUNCTION metres_between(a_lat double precision, a_lon double precision, b_lat double precision, b_lon double precision)
RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT 2 * 6371008.8 * asin(least(1, sqrt(
    power(sin(radians(b_lat - a_lat) / 2), 2)
    + cos(radians(a_lat)) * cos(radians(b_lat)) * power(sin(radians(b_lon - a_lon) / 2), 2))))
$$;
--> statement-breakpoint
-- Complaints that may be about the same as this one: near it and near in time; or, where one of the two does not say where,
-- of the same ward or (no ward either) of a related category, in much the same words. The index of places may serve only outside row-level
-- security, so this function looks as the owner and gives ids and measures alone: the complaints themselves are then read
-- under the reader's rights.
CREATE FUNCTION complaints_alike(of_case text, within_metres double precision, within interval, most integer)
RETURNS TABLE (case_id text, metres double precision, likeness real)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  self complaint_places;
  kin text[];
  -- A degree of latitude is about 111 km everywhere; one of longitude shrinks towards the poles.
  high double precision := within_metres / 111000;
  wide double precision;
BEGIN
  SELECT p.* INTO self FROM complaint_places p WHERE p.case_id = of_case;
  IF self.case_id IS NULL THEN RETURN; END IF;
  IF self.place IS NOT NULL THEN
    wide := high / greatest(cos(radians(self.lat)), 0.01);
    RETURN QUERY SELECT near.id, near.metres, similarity(near.folded, self.folded)
      FROM (SELECT p.case_id AS id, p.folded, metres_between(p.lat, p.lon, self.lat, self.lon) AS metres
            FROM complaint_places p
            WHERE p.place <@ box(point(self.lon - wide, self.lat - high), point(self.lon + wide, self.lat + high))
              AND p.filed_at BETWEEN self.filed_at - within AND self.filed_at + within
              AND p.case_id <> of_case AND p.province = self.province) AS near
      WHERE near.metres <= within_metres ORDER BY near.metres LIMIT most;
  END IF;
  IF self.ward IS NOT NULL THEN
    RETURN QUERY SELECT p.case_id, NULL::double precision, similarity(p.folded, self.folded)
      FROM complaint_places p
      WHERE p.province = self.province AND p.ward = self.ward AND p.case_id <> of_case
        AND (p.place IS NULL OR self.place IS NULL)
        AND p.filed_at BETWEEN self.filed_at - within AND self.filed_at + within
        AND similarity(p.folded, self.folded) >= 0.3
      ORDER BY 3 DESC LIMIT most;
  ELSIF self.place IS NULL THEN
    -- Of the same or a related category alone, and those in the order of time: an index of trigrams would serve worse,
    -- because a few words are in every second complaint.
    kin := ARRAY(
      SELECT DISTINCT other.code FROM cases c
      JOIN procedures own ON own.province = c.province AND own.code = c.procedure AND own.version = c.procedure_version
      JOIN procedures other ON other.province = own.province
        AND (other.field = own.field OR other.content ->> 'owner' = own.content ->> 'owner')
      WHERE c.id = of_case);
    RETURN QUERY
      WITH likely AS MATERIALIZED (
        SELECT p.case_id AS id, p.folded FROM complaint_places p JOIN cases c ON c.id = p.case_id
        WHERE p.province = self.province AND p.case_id <> of_case AND c.procedure = ANY (kin)
          AND p.filed_at BETWEEN self.filed_at - within AND self.filed_at + within
      ), measured AS MATERIALIZED (SELECT likely.id, similarity(likely.folded, self.folded) AS alike FROM likely)
      SELECT measured.id, NULL::double precision, measured.alike FROM measured
      WHERE measured.alike >= 0.3 ORDER BY measured.alike DESC LIMIT most;
  END IF;
END
$$;
REVOKE ALL ON FUNCTION complaints_alike(text, double precision, interval, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION complaints_alike(text, double precision, interval, integer) TO motcua_api, motcua_api_wide;
--> statement-breakpoint
-- How many complaints of the same reporter (by account or telephone) were refused as spam: a number, for whoever may know
-- who that is; null for everybody else, and where nothing is known of them.
CREATE FUNCTION spam_by_reporter(of_case text) RETURNS integer
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  self parties;
BEGIN
  SELECT p.* INTO self FROM parties p WHERE p.case_id = of_case AND p.kind = 'complaint';
  IF self.case_id IS NULL OR current_setting('motcua.staff', true) IS DISTINCT FROM '1'
    OR NOT may_know_party(self.case_id, self.province, self.kind, self.counter, self.applicant)
    OR (self.phone IS NULL AND self.applicant IS NULL) THEN
    RETURN NULL;
  END IF;
  RETURN (
    SELECT count(*) FROM cases c WHERE (c.state ->> 'spam') IS NOT NULL AND c.province = self.province AND c.id IN (
      SELECT p.case_id FROM parties p WHERE p.kind = 'complaint' AND p.phone = self.phone
      UNION SELECT p.case_id FROM parties p WHERE p.kind = 'complaint' AND p.applicant = self.applicant));
END
$$;
REVOKE ALL ON FUNCTION spam_by_reporter(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION spam_by_reporter(text) TO motcua_api, motcua_api_wide;
--> statement-breakpoint
-- Of whom what is published must not tell: who made the complaint, and who made those that became part of it, wherever they were
-- taken in. For whoever may know the first of them; what is found is compared in the API and never shown.
CREATE FUNCTION reporters_of(of_case text) RETURNS TABLE (name text, phone text, email text, id_number text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.name, p.phone, p.email, p.id_number FROM parties p
  WHERE EXISTS (SELECT FROM parties own WHERE own.case_id = of_case
      AND may_know_party(own.case_id, own.province, own.kind, own.counter, own.applicant))
    AND (p.case_id = of_case OR p.case_id IN (SELECT c.id FROM cases c WHERE c.merged_into = of_case)
      OR p.case_id IN (SELECT f.via FROM case_followers f WHERE f.case_id = of_case))
$$;
REVOKE ALL ON FUNCTION reporters_of(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION reporters_of(text) TO motcua_api, motcua_api_wide;
--> statement-breakpoint
-- What a follower may know of the complaint that theirs became part of: its code and how it stands.
CREATE FUNCTION followed_case(wanted text) RETURNS TABLE (code text, status text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.code, c.status FROM cases c WHERE c.id = wanted AND EXISTS (
    SELECT FROM case_followers f WHERE f.case_id = wanted
      AND f.user_id = nullif(current_setting('motcua.user', true), ''))
$$;
REVOKE ALL ON FUNCTION followed_case(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION followed_case(text) TO motcua_api, motcua_api_wide;
--> statement-breakpoint
-- A picture that was published with a result, for everybody: where its file is, and nothing else of the document.
CREATE FUNCTION published_picture(of_code text, wanted text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT d.object FROM publications b JOIN documents d ON d.id = wanted AND d.case_id = b.case_id
  WHERE b.code = of_code AND b.shown AND wanted = ANY (b.photos) AND d.origin = 'upload'
$$;
REVOKE ALL ON FUNCTION published_picture(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION published_picture(text, text) TO motcua_api, motcua_api_wide;
