/**
 * One dossier of the demonstration the whole way, by its people and over HTTP: filed with two files, paid, asked for a better
 * paper, refused a broken file and a wrong answer, decided, its result signed and given to the post. What the post does then, the post tells.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { ApiRefusal, type CaseSeen, type DemoClient } from './client.ts';
import { sampleLetter, samplePhoto } from './sample-files.ts';

const PROCEDURE = '1.004873';
const CITIZEN = 'hue.dan-linh';
const RECEPTIONIST = 'hue.lan';
const SPECIALIST = 'hue.hoa';
const HEAD = 'hue.dung';
/** A name that nobody else in the demonstration bears: by it a later start knows that this was filed before. */
const APPLICANT = {
  name: 'Công Tằng Tôn Nữ Khánh Linh',
  phone: '0914 027 518',
  email: 'khanh-linh@example.vn',
  address: '27 Nguyễn Chí Thanh, phường Phú Xuân, thành phố Huế',
};
const PATIENCE_MS = 30_000;
const LOOK_AGAIN_MS = 250;

export interface Journey {
  readonly id: string;
  readonly code: string;
  /** The document of the result, as it is printed; null: somebody else ended it before. */
  readonly result: string | null;
  /** false: it had gone the whole way at an earlier start. */
  readonly hasMoved: boolean;
}

interface Around {
  /** The simulated carrier, which is told what is to befall this one. */
  readonly carrier: string;
  readonly onStep?: (done: number, total: number, what: string) => void;
  /** What was refused on the way: a broken file, an answer that was not what was asked for. */
  readonly onRefused?: (refusal: ApiRefusal) => void;
}

/** A turn of the way: whether it is still to come is read from the case, so that whoever was stopped goes on from there. */
interface Turn {
  readonly what: string;
  readonly isDue: (seen: JourneyCase) => boolean;
  readonly take: (seen: JourneyCase) => Promise<unknown>;
}

interface JourneyCase extends CaseSeen {
  readonly code: string;
  /** Documents were asked for before. */
  readonly wasRequested: boolean;
}

/**
 * Begins it, or goes on with one that a start before was stopped in.
 * @throws ApiRefusal, or Error when something does not come in time
 */
export async function sendTheWholeWay(client: DemoClient, around: Around): Promise<Journey> {
  const turns = turnsOf(client, around);
  const total = turns.length + 1;
  // A name is searched for by POST: it stands in no address.
  const { items } = (await client.post(RECEPTIONIST, '/v1/cases/search', 'journey-search', {
    text: APPLICANT.name,
  })) as { readonly items: readonly { readonly id: string }[] };
  let hasMoved = false;
  let id = items[0]?.id;
  if (id === undefined) {
    around.onStep?.(0, total, 'filed');
    id = await file(client);
    hasMoved = true;
  }
  for (const [place, { what, isDue, take }] of turns.entries()) {
    const seen = await look(client, id);
    if (!isDue(seen)) continue;
    hasMoved = true;
    around.onStep?.(place + 1, total, what);
    await take(seen);
  }
  const { code } = await look(client, id);
  return { id, code, result: (await resultOf(client, id)) ?? null, hasMoved };
}

function turnsOf(client: DemoClient, { carrier, onRefused }: Around): readonly Turn[] {
  const act = (user: string, id: string, action: string, body: object = {}, once = '') =>
    client.post(user, `/v1/cases/${id}/actions/${action}`, `journey-${id}-${action}${once}`, body);
  const isOpenFor =
    (role: string) =>
    ({ status, tasks }: JourneyCase) =>
      status === 'in-process' && tasks.some((task) => task.closedAt === null && task.role === role);
  const decide = (user: string, role: string, outcome: string) => async (seen: JourneyCase) => {
    const taskId = seen.tasks.find((task) => task.closedAt === null && task.role === role)?.id;
    await act(user, seen.id, 'complete', { taskId, outcome }, `-${taskId}`);
  };
  return [
    {
      what: 'paid',
      isDue: ({ fee }) => fee !== null && !fee.paid,
      take: ({ id }) => pay(client, id),
    },
    {
      what: 'accepted',
      isDue: ({ status }) => status === 'filed',
      take: ({ id }) => act(RECEPTIONIST, id, 'accept'),
    },
    {
      what: 'asked for a better paper',
      isDue: ({ status, wasRequested }) => status === 'in-process' && !wasRequested,
      take: ({ id, tasks }) =>
        act(SPECIALIST, id, 'request-supplement', {
          taskId: tasks.find(({ closedAt }) => closedAt === null)?.id,
          missing: ['divorce'],
          reason: 'Ảnh chụp bản án bị mờ, không đọc được số và ngày.',
        }),
    },
    {
      what: 'supplemented',
      isDue: ({ status }) => status === 'supplement',
      take: async ({ id, documents }) => {
        const letter = await sampleLetter('Bản án', APPLICANT.name);
        // The network broke off in the middle of the first copy; and the first answer brings another paper than was asked for.
        const cut = letter.subarray(0, letter.length / 2);
        onRefused?.(await refusalOf(client.upload(CITIZEN, 'bản án.pdf', cut)));
        const judgment = await client.upload(CITIZEN, 'bản án.pdf', letter);
        const answer = (rule: string, replaces: object) =>
          act(
            CITIZEN,
            id,
            'receive-supplement',
            { documents: [{ rule, upload: judgment, ...replaces }] },
            `-${rule}-${judgment}`,
          );
        onRefused?.(await refusalOf(answer('other', {})));
        const photo = documents.find(({ rule }) => rule === 'divorce');
        await answer('divorce', photo === undefined ? {} : { replaces: photo.id });
      },
    },
    {
      what: 'examined',
      isDue: isOpenFor('specialist'),
      take: decide(SPECIALIST, 'specialist', 'forward'),
    },
    {
      what: 'decided',
      isDue: isOpenFor('agency-head'),
      take: decide(HEAD, 'agency-head', 'sign'),
    },
    {
      what: 'signed',
      isDue: ({ status, shipments }) => status === 'decided' && shipments.length === 0,
      take: ({ id }) => until('the result is on paper', () => resultOf(client, id)),
    },
    {
      what: 'sent',
      isDue: ({ status, shipments }) => status === 'decided' && shipments.length === 0,
      take: async ({ id, code }) => {
        await instructCarrier(carrier, code);
        await act(RECEPTIONIST, id, 'send');
      },
    },
    {
      what: 'on its way',
      isDue: ({ status, shipments }) => status === 'decided' && !isWithPost(shipments),
      take: ({ id }) =>
        until('the carrier has the order', async () => isWithPost((await look(client, id)).shipments)),
    },
  ];
}

/** Whoever is stopped before the answer files once more: the documents were not named by any case yet. */
async function file(client: DemoClient): Promise<string> {
  const application = await client.upload(
    CITIZEN,
    'tờ khai.pdf',
    await sampleLetter('Tờ khai', APPLICANT.name),
  );
  const photo = await client.upload(CITIZEN, 'IMG_2041.jpg', await samplePhoto());
  const filed = await client.post(CITIZEN, '/v1/dossiers', `journey-${application}`, {
    procedure: PROCEDURE,
    channel: 'online',
    owner: 'hue.thuan-hoa',
    counter: 'hue.thuan-hoa.mot-cua',
    applicant: APPLICANT,
    delivery: 'post',
    form: { purpose: 'property', livedElsewhere: false },
    documents: [
      { rule: 'application', upload: application },
      { rule: 'divorce', upload: photo },
    ],
  });
  return (filed as { id: string }).id;
}

/** On the bank's own page, which offers nothing to pay where the money was sent before. */
async function pay(client: DemoClient, id: string): Promise<void> {
  const call = await client.post(CITIZEN, `/v1/cases/${id}/payments`, `journey-${id}-pay`, {});
  const { payUrl } = call as { payUrl: string };
  const page = await fetch(payUrl);
  await demandOk(page.clone());
  if ((await page.text()).includes('<form')) await demandOk(await fetch(payUrl, { method: 'POST' }));
  await until('the fee is paid', async () => (await look(client, id)).fee?.paid === true);
}

async function look(client: DemoClient, id: string): Promise<JourneyCase> {
  const seen = (await client.get(RECEPTIONIST, `/v1/cases/${id}`)) as Omit<JourneyCase, 'wasAsked'>;
  const history = await client.list(RECEPTIONIST, `/v1/cases/${id}/history`);
  const wasRequested = history.some((event) => (event as { type: string }).type === 'supplement-requested');
  return { ...seen, wasRequested };
}

async function resultOf(client: DemoClient, id: string): Promise<string | undefined> {
  const documents = await client.list(RECEPTIONIST, `/v1/cases/${id}/documents`);
  return (documents as readonly { id: string; form: string }[]).find(({ form }) => form === 'result')?.id;
}

const isWithPost = (shipments: JourneyCase['shipments']) =>
  shipments.some(({ tracking }) => tracking !== null);

/** Nobody is at home the first two times. */
async function instructCarrier(carrier: string, orderNumber: string): Promise<void> {
  const answer = await fetch(`${carrier}/control/lives`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ life: 'two-attempts', orderNumber }),
  });
  await demandOk(answer);
}

async function demandOk(answer: Response): Promise<void> {
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status} ${(await answer.text()).slice(0, 200)}`);
}

async function refusalOf(call: Promise<unknown>): Promise<ApiRefusal> {
  const answer = await call.catch((error: unknown) => error);
  if (answer instanceof ApiRefusal) return answer;
  throw new Error('what should have been refused was taken');
}

async function until<T>(what: string, look: () => Promise<T | undefined | false>): Promise<T> {
  for (const begun = Date.now(); Date.now() - begun < PATIENCE_MS; await pause(LOOK_AGAIN_MS)) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
  }
  throw new Error(`after ${PATIENCE_MS / 1000} s still not: ${what}`);
}
