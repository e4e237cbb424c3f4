/** What an installation cannot work without: a province's offices, calendars, procedures, and somebody to administer them. */

import { findAgency, findUser, saveAgencies, saveUser } from '../../db/agencies/queries.ts';
import { publishMap } from '../../db/complaints/maps.ts';
import { publishRouting } from '../../db/complaints/routing.ts';
import { openDatabase } from '../../db/core/client.ts';
import { VersionConflict } from '../../db/core/errors.ts';
import { saveContact } from '../../db/messages/preferences.ts';
import { publishCalendar, publishProcedure } from '../../db/procedures/queries.ts';
import { publishPostalTerms } from '../../db/shipments/postal-terms.ts';
import { ENGINE } from '../../domain/cases/state/commands.ts';
import type { ProvinceId } from '../../domain/ids.ts';
import { type LoadedUser, loadProvince, provincesIn } from './procedure-files.ts';

export interface Published {
  readonly fresh: number;
  /** One line for each file that says something else than what is published already under its version. */
  readonly differing: readonly string[];
}

/**
 * Publishes the files of every province. It adds and never changes: what is published, and whom administrators have made a
 * user of since, stays as it is. `everyone` says whether all users of the files are added or only the administrators.
 * @throws Error that names the first thing wrong with the files.
 */
export async function publishDefinitions(
  databaseUrl: string,
  folder: string,
  everyone: boolean,
  leastWeeklyHours?: number,
): Promise<Published> {
  const db = openDatabase(databaseUrl, { role: null, max: 2 });
  const differing: string[] = [];
  let fresh = 0;
  const publish = async (publishing: Promise<{ readonly fresh: boolean }>): Promise<void> => {
    try {
      if ((await publishing).fresh) fresh += 1;
    } catch (error) {
      if (!(error instanceof VersionConflict)) throw error;
      differing.push(error.message);
    }
  };
  try {
    for (const name of provincesIn(folder)) {
      const province = name as ProvinceId;
      const loaded = loadProvince(folder, name, leastWeeklyHours);
      const { agencies, calendars, procedures, routing, post, map, users, problems } = loaded;
      const [problem] = problems;
      if (problem)
        throw new Error(`${problem.file} ${problem.path ?? ''}: ${problem.message.en} ${problem.mend.en}`);
      for (const agency of agencies) {
        if ((await findAgency(db, agency.id)) === null) await saveAgencies(db, [agency]);
      }
      for (const calendar of Object.values(calendars))
        await publish(
          publishCalendar(db, province, calendar, ENGINE, {
            decision: `${name}/calendars.yaml, ${calendar.id} ${calendar.version}`,
          }),
        );
      for (const { procedure } of procedures)
        await publish(publishProcedure(db, province, procedure, ENGINE));
      if (routing !== null) await publish(publishRouting(db, province, routing, ENGINE));
      if (map !== null) await publish(publishMap(db, province, map, ENGINE));
      if (post !== null) await publish(publishPostalTerms(db, province, post, ENGINE));
      for (const user of users.filter((each) => everyone || administers(each))) {
        if ((await findUser(db, user.id)) !== null) continue;
        await saveUser(db, { ...user, active: true });
        // The demonstration's people are told too: there is a mailbox for whatever is sent to this domain.
        const email = `${user.id}@motcua.example`;
        if (everyone) await saveContact(db.pool, user.id, { email, phone: null }, ENGINE);
      }
    }
  } finally {
    await db.close();
  }
  return { fresh, differing };
}

function administers(user: LoadedUser): boolean {
  return user.roles.some(({ role }) => role === 'administrator');
}
