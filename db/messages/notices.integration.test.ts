import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { CaseEvent } from '../../domain/cases/state/events.ts';
import type { CaseId } from '../../domain/ids.ts';
import { instant, isoOf } from '../../domain/time/instant.ts';
import { Play } from '../../test/support/play.ts';
import { freshDatabase } from '../../test/support/postgres.ts';
import { definitionOf, filingOf, PEOPLE, PERMIT_YAML } from '../../test/support/sample-definitions.ts';
import { transitionsOf } from '../../test/support/transitions.ts';
import { type Database, openDatabase } from '../core/client.ts';
import { recordTransition } from '../core/record.ts';

let worker: Database;
let drop: () => Promise<void>;
beforeAll(async () => {
  const fresh = await freshDatabase(inject('databaseUrl'));
  drop = fresh.drop;
  worker = openDatabase(fresh.url, { role: 'motcua_worker' });
});
afterAll(async () => {
  await worker.close();
  await drop();
});

test('what an escalation says in quiet hours is kept until they end', async () => {
  const definition = definitionOf(PERMIT_YAML);
  const play = new Play(definition, instant('2026-03-02T08:00:00+07:00'));
  play.do(PEOPLE.receptionist, filingOf(definition, { caseId: 'quiet' as CaseId }));
  play.do(PEOPLE.receptionist, { type: 'accept' });
  play.until(instant('2026-03-06T00:00:00+07:00'));
  const notBefore = instant('2026-03-05T06:00:00+07:00');
  let said = 0;
  const held = play.events.map((event): CaseEvent => {
    if (event.type !== 'escalation-level-reached') return event;
    said += 1;
    return said === 1 ? { ...event, notBefore } : event;
  });
  play.events.splice(0, Number.POSITIVE_INFINITY, ...held);
  for (const transition of transitionsOf(play)) await transition((each) => recordTransition(worker, each));
  const { rows } = await worker.pool.query(
    `SELECT kind, not_before FROM notices WHERE case_id = 'quiet' ORDER BY seq, action`,
  );
  expect(rows).toEqual([
    { kind: 'remind', not_before: new Date(isoOf(notBefore)) },
    { kind: 'notify', not_before: null },
  ]);
});
