/** The present of the demonstration: open cases, filed and brought on through the API as by any other client. */
import type { Agency } from '../../domain/agencies/types.ts';
import type { Procedure } from '../../domain/procedures/language/types.ts';
import { Chance } from './chance.ts';
import { ApiRefusal, type CaseSeen, DemoClient, type DemoUser, type OfferedAction } from './client.ts';
import type { OnProgress } from './history.ts';
import { sampleForm } from './sample-forms.ts';
import { address, mailOf, personName, phone, place, position, REASONS } from './sample-texts.ts';

const PROVINCE = 'hue';
const CASES = 40;
const AT_ONCE = 3;
/** The ward whose people a first visitor is shown: its inboxes should not be empty. */
const SHOWN_AREA = 'thuan-hoa';
/** How far a case is brought on: so many actions, and whether documents are asked for at the end. */
const STAGES: readonly { readonly actions: number; readonly supplement: boolean }[] = [
  { actions: 3, supplement: false },
  { actions: 0, supplement: false },
  { actions: 5, supplement: false },
  { actions: 2, supplement: true },
  { actions: 2, supplement: false },
  { actions: 7, supplement: false },
  { actions: 4, supplement: false },
  { actions: 14, supplement: false },
];

/**
 * Files the demonstration's open cases that are not there yet, and gives how many that were. Keys are fixed, so a second
 * call adds nothing, and leaves alone what people did with the cases since.
 * @throws ApiRefusal, or what fetch throws.
 */
export async function fileOpenCases(url: string, onProgress?: OnProgress): Promise<number> {
  const office = await openOffice(url);
  const began = Date.now();
  let next = 0;
  let done = 0;
  let fresh = 0;
  const work = async (): Promise<void> => {
    for (let n = next++; n < CASES; n = next++) {
      const filed = await fileOne(office, n);
      if (filed !== null && filed.version === 1) {
        if (Date.parse(filed.filedAt) >= began) fresh += 1;
        await bringOn(office, filed, n);
      }
      done += 1;
      onProgress?.(done, CASES, office.procedures[n % office.procedures.length]?.name.vi ?? '');
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return fresh;
}

interface Office {
  readonly client: DemoClient;
  readonly users: readonly DemoUser[];
  readonly agencies: readonly Agency[];
  readonly procedures: readonly Procedure[];
}

async function openOffice(url: string): Promise<Office> {
  const client = new DemoClient(url);
  const users = (await client.users()).filter(({ province }) => province === PROVINCE);
  const reader = users.find(({ roles }) => roles.some(({ role }) => role === 'administrator'))?.id ?? '';
  const list = (path: string) => client.list(reader, path);
  const agencies = (await list('/v1/agencies')) as Agency[];
  const codes = ((await list('/v1/procedures')) as { code: string }[]).map(({ code }) => code).sort();
  const procedures: Procedure[] = [];
  for (const code of codes) {
    const whole = await client.get(reader, `/v1/procedures/${encodeURIComponent(code)}`);
    procedures.push((whole as { procedure: Procedure }).procedure);
  }
  return { client, users, agencies, procedures };
}

/** null where it was filed at an earlier start and has been changed or ended since. */
async function fileOne({ client, users, agencies, procedures }: Office, n: number): Promise<CaseSeen | null> {
  const chance = new Chance(`open case ${n}`);
  const procedure = procedures[n % procedures.length];
  if (procedure === undefined) throw new Error('no procedure is published');
  const able = agencies.filter(({ fulfils }) => fulfils.includes(procedure.owner));
  const shown = able.filter(({ area }) => area === SHOWN_AREA);
  const owner = chance.pick(shown.length > 0 && chance.happens(0.6) ? shown : able);
  const channel = chance.pick(procedure.channels.filter((each) => each !== 'sensor'));
  const wanted = procedure.kind === 'complaint' ? 'operations-centre' : 'counter';
  const counters = agencies.filter(({ fulfils }) => fulfils.includes(wanted));
  const near = counters.filter(({ area }) => area === owner.area);
  const counter = chance.pick(near.length > 0 ? near : counters);
  const by = chance.pick(
    users.filter(({ roles }) =>
      roles.some(({ role, agency }) =>
        channel === 'online' ? role === 'citizen' : role === 'receptionist' && agency === counter.id,
      ),
    ),
  );
  const name = personName(chance);
  const email = n % 2 === 0 ? {} : { email: mailOf(name) };
  const person = { name, phone: phone(chance), address: address(chance), ...email };
  const form = sampleForm(procedure, chance, owner.area === null ? {} : { ward: owner.area });
  const documents = procedure.documents
    .filter(({ required }) => required || chance.happens(0.5))
    .map(({ id, accept }) => document(chance, id, accept[0] ?? 'application/pdf'));
  const common = {
    procedure: procedure.code,
    channel,
    owner: owner.id,
    counter: counter.id,
    form,
    documents,
  };
  const location = place(chance);
  const body =
    procedure.kind === 'dossier'
      ? { ...common, applicant: person }
      : { ...common, location, ...(chance.happens(0.3) ? {} : { reporter: person }) };
  try {
    const { id } = (await client.post(
      by.id,
      `/v1/${procedure.kind}s`,
      `demonstration-${n}`,
      body,
    )) as CaseSeen;
    return (await client.get(by.id, `/v1/cases/${id}`)) as CaseSeen;
  } catch (error) {
    if (error instanceof ApiRefusal && (error.status === 409 || error.code === 'key-reused')) return null;
    throw error;
  }
}

function document(chance: Chance, rule: string, mediaType: string) {
  return {
    rule,
    name: `${rule}.pdf`,
    mediaType,
    size: chance.between(20_000, 900_000),
    sha256: chance.hex(64),
  };
}

async function bringOn(office: Office, filed: CaseSeen, n: number): Promise<void> {
  const stage = STAGES[n % STAGES.length];
  const chance = new Chance(`course of open case ${n}`);
  for (let step = 0; step < (stage?.actions ?? 0); step++) {
    if (!(await actOnce(office, filed, `demonstration-${n}-${step}`, false, chance))) return;
  }
  if (stage?.supplement) await actOnce(office, filed, `demonstration-${n}-supplement`, true, chance);
}

/** Does what comes next; false where the case rests: it waits for documents, for money, or for its result to be fetched. */
async function actOnce(
  { client, users }: Office,
  { id, counter }: CaseSeen,
  key: string,
  requestSupplement: boolean,
  chance: Chance,
): Promise<boolean> {
  const clerk = holderOf(users, 'receptionist', counter);
  if (clerk === undefined) return false;
  const seen = (await client.get(clerk, `/v1/cases/${id}`)) as CaseSeen;
  if (seen.status !== 'filed' && seen.status !== 'in-process') return false;
  const open = seen.tasks.filter(({ closedAt }) => closedAt === null);
  const task = open.length === 0 ? undefined : chance.pick(open);
  const who = task === undefined ? clerk : (task.assignee ?? holderOf(users, task.role, task.agency));
  if (who === undefined) return false;
  const { actions } = (await client.get(who, `/v1/cases/${id}`)) as CaseSeen;
  const own = actions.filter(({ taskId }) => taskId === null || taskId === task?.id);
  const wanted = requestSupplement
    ? ['request-supplement']
    : ['accept', 'classify', 'claim', 'complete', 'pay'];
  const name = wanted.find((each) => own.some((action) => action.name === each));
  const action = own.find((each) => each.name === name);
  if (name === undefined || action === undefined) return false;
  await client.post(who, `/v1/cases/${id}/actions/${name}`, key, {
    ...(action.taskId === null ? {} : { taskId: action.taskId }),
    ...inputOf(name, action, seen, key, chance),
  });
  return true;
}

function inputOf(name: string, action: OfferedAction, seen: CaseSeen, key: string, chance: Chance): object {
  switch (name) {
    case 'classify':
      return { urgency: chance.happens(0.2) ? 'urgent' : 'normal' };
    case 'pay':
      return { amount: seen.fee?.amount ?? 0, receipt: `BL-${key}` };
    case 'complete': {
      const outcome = action.input.properties?.outcome?.oneOf?.[0]?.const;
      const proof = proofOf(action, outcome);
      return {
        outcome,
        ...(proof.documents.length > 0
          ? { documents: proof.documents.map((rule) => document(chance, rule, 'image/jpeg')) }
          : {}),
        ...(proof.position ? { position: position(chance) } : {}),
      };
    }
    case 'request-supplement':
      return { missing: ['other'], reason: chance.pick(REASONS['request-supplement']) };
    default:
      return {};
  }
}

/** The documents that must come with the outcome, by their rules, and whether the position must. */
function proofOf({ input }: OfferedAction, outcome: string | undefined) {
  const wanted = (input.allOf ?? []).filter((each) => each.if.properties.outcome.const === outcome);
  return {
    documents: wanted.flatMap(({ then: { properties } }) =>
      (properties?.documents?.allOf ?? []).map(({ contains }) => contains.properties.rule.const),
    ),
    position: wanted.some(({ then: { required } }) => required.includes('position')),
  };
}

function holderOf(users: readonly DemoUser[], role: string, agency: string): string | undefined {
  return users.find(({ roles }) => roles.some((held) => held.role === role && held.agency === agency))?.id;
}
