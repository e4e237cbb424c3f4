/** The past of the demonstration: cases that ended in the last weeks, lived through by the product's own rules. */

import { agenciesOf, listUsers } from '../../db/agencies/queries.ts';
import { type Database, openDatabase } from '../../db/core/client.ts';
import { currentCalendars, currentProcedures } from '../../db/procedures/queries.ts';
import type { Definition } from '../../domain/cases/state/commands.ts';
import type { ProvinceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { HistoryLine } from '../record/history-line.ts';
import { importCases } from '../record/importing.ts';
import { Chance } from './chance.ts';
import { type Surroundings, simulateCase, simulatedCaseId } from './simulate.ts';

const CASES: readonly { readonly province: ProvinceId; readonly count: number }[] = [
  { province: 'hue' as ProvinceId, count: 150 },
  { province: 'mau' as ProvinceId, count: 23 },
];
const DAY = 24 * 60 * 60_000;
/** A case that would end in the future is begun so much earlier. */
const EARLIER = 3 * DAY;
const EARLIEST = 300 * DAY;

export type OnProgress = (done: number, total: number, label: string) => void;

/**
 * Imports the demonstration's ended cases that are not in the record yet; gives how many. They are as closed cases of
 * the past month are: what has been imported once is never imported again, however the definitions changed since.
 * @throws Error that names the first case that could not be imported.
 */
export async function importHistory(databaseUrl: string, onProgress?: OnProgress): Promise<number> {
  const db = openDatabase(databaseUrl, { role: 'motcua_worker', max: 2 });
  try {
    const now = Date.now() as Instant;
    const wanted = CASES.flatMap(({ province, count }) =>
      Array.from({ length: count }, (_, n) => ({ province, n, seed: `demonstration ${province} ${n}` })),
    );
    const there = await imported(
      db,
      wanted.map(({ seed }) => simulatedCaseId(seed)),
    );
    const missing = wanted.filter(({ seed }) => !there.has(simulatedCaseId(seed)));
    const provinces = new Map<ProvinceId, Promise<Province>>();
    let done = 0;
    for (const { province, n, seed } of missing) {
      const opening = provinces.get(province) ?? openProvince(db, province);
      provinces.set(province, opening);
      const { definitions, surroundings } = await opening;
      const definition = definitions[n % Math.max(definitions.length, 1)];
      if (definition !== undefined) {
        const line = endedBefore(now, definition, surroundings, seed);
        const { problems } = await importCases(db, [{ number: n + 1, text: JSON.stringify(line) }], { now });
        const [problem] = problems;
        if (problem) throw new Error(`The demonstration's past cannot be imported: ${problem.why.en}`);
        done += 1;
      }
      onProgress?.(done, missing.length, definition?.procedure.name.vi ?? province);
    }
    return done;
  } finally {
    await db.close();
  }
}

interface Province {
  readonly definitions: readonly Definition[];
  readonly surroundings: Surroundings;
}

async function openProvince(db: Database, id: ProvinceId): Promise<Province> {
  const [calendars, procedures, agencies, users] = [
    await currentCalendars(db, id),
    await currentProcedures(db, id),
    await agenciesOf(db, id),
    await listUsers(db, id, { limit: 1_000 }),
  ];
  const definitions = procedures.map(({ procedure, code, version, hash }) => ({
    procedure,
    ref: { code, version, hash },
    calendars,
  }));
  const actors = users
    .filter(({ active }) => active)
    .map(({ id: user, province, roles }) => ({ user, province, roles }));
  return { definitions, surroundings: { agencies, actors } };
}

/** The same life, begun early enough to be over by now. */
function endedBefore(
  now: Instant,
  definition: Definition,
  surroundings: Surroundings,
  seed: string,
): HistoryLine {
  const first = new Chance(`start of ${seed}`).between(2, 28) * DAY;
  for (let before = first; before < EARLIEST; before += EARLIER) {
    const start = (now - before) as Instant;
    const { state, line } = simulateCase({ definition, surroundings, seed, start });
    if (state.closedAt !== null && state.closedAt <= now) return line;
  }
  throw new Error(`${definition.procedure.code} has cases that take longer than ${EARLIEST / DAY} days`);
}

async function imported(db: Database, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await db.pool.query<{ id: string }>('SELECT id FROM cases WHERE id = ANY ($1::text[])', [
    ids,
  ]);
  return new Set(rows.map(({ id }) => id));
}
