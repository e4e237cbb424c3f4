-- The picture that proves a delivery shows who signed, or a door: it is for whoever may know the applicant, like the forms.
DROP POLICY forms ON documents;
CREATE POLICY forms ON documents AS RESTRICTIVE FOR SELECT TO motcua_api, motcua_api_wide USING (
  origin NOT IN ('form', 'result', 'proof') OR EXISTS (
    SELECT FROM cases c WHERE c.id = documents.case_id
      AND (c.kind = 'complaint' OR may_know_party(c.id, c.province, c.kind, c.counter, c.applicant))
      AND (origin <> 'result' OR (SELECT current_setting('motcua.staff', true)) = '1'
           OR coalesce(c.state -> 'fee' ->> 'paid', '') <> 'false')
  )
);
