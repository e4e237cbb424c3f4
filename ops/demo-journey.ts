/**
 * One dossier of the demonstration the whole way, by its people and over HTTP: filed with two files, paid, asked for a better
 * paper, refused a broken file, decided, its result signed and given to the post. What the post does then, the post tells.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { ApiRefusal, type CaseSeen, type DemoClient } from './demo-client.ts';
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
  /** What was said to the broken file. */
  readonly refused: ApiRefusal;
  /** The paper of the result, as it is printed. */
  readonly result: string;
}

interface Around {
  /** The simulated carrier, which is told what is to befall this one. */
  readonly carrier: string;
  readonly onStep?: (done: number, total: number, what: string) => void;
}

/** null: it went this way at an earlier start. @throws ApiRefusal, or Error when something does not come in time */
export async function sendTheWholeWay(
  client: DemoClient,
  { carrier, onStep }: Around,
): Promise<Journey | null> {
  if ((await client.list(RECEPTIONIST, `/v1/cases?text=${encodeURIComponent(APPLICANT.name)}`)).length > 0)
    return null;
  let steps = 0;
  const step = (what: string) => onStep?.(steps++, 7, what);
  const caseOf = async (id: string) => (await client.get(RECEPTIONIST, `/v1/cases/${id}`)) as CaseSeen;
  const act = async (user: string, id: string, action: string, body: object = {}) =>
    client.post(user, `/v1/cases/${id}/actions/${action}`, `journey-${id}-${action}-${steps}`, body);
  const decide = async (user: string, id: string, outcome: string) => {
    const open = (await caseOf(id)).tasks.find(({ closedAt }) => closedAt === null);
    await act(user, id, 'complete', { taskId: open?.id, outcome });
  };

  step('filed');
  const application = await client.upload(
    CITIZEN,
    'tờ khai.pdf',
    await sampleLetter('Tờ khai', APPLICANT.name),
  );
  const photo = await client.upload(CITIZEN, 'IMG_2041.jpg', await samplePhoto());
  const { id, code } = (await client.post(CITIZEN, '/v1/dossiers', `journey-${application}`, {
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
  })) as { id: string; code: string };
  await tellCarrier(carrier, code);

  step('paid');
  const { payUrl } = (await client.post(CITIZEN, `/v1/cases/${id}/payments`, `journey-${id}-pay`, {})) as {
    payUrl: string;
  };
  await demandOk(await fetch(payUrl, { method: 'POST' }));
  await until('the fee is paid', async () => (await caseOf(id)).fee?.paid === true);

  step('supplemented');
  await act(RECEPTIONIST, id, 'accept');
  const [task] = (await caseOf(id)).tasks;
  await act(SPECIALIST, id, 'request-supplement', {
    taskId: task?.id,
    missing: ['divorce'],
    reason: 'Ảnh chụp bản án bị mờ, không đọc được số và ngày.',
  });
  const letter = await sampleLetter('Bản án', APPLICANT.name);
  // The network broke off in the middle of the first copy.
  const cut = letter.subarray(0, letter.length / 2);
  const refused = await refusalOf(client.upload(CITIZEN, 'bản án.pdf', cut));
  const judgment = await client.upload(CITIZEN, 'bản án.pdf', letter);
  await act(CITIZEN, id, 'receive-supplement', {
    documents: [{ rule: 'divorce', upload: judgment, replaces: photo }],
  });

  step('decided');
  await decide(SPECIALIST, id, 'forward');
  await decide(HEAD, id, 'sign');

  step('signed');
  const result = await until('the result is on paper', async () => {
    const papers = (await client.list(RECEPTIONIST, `/v1/cases/${id}/papers`)) as {
      id: string;
      form: string;
    }[];
    return papers.find(({ form }) => form === 'result')?.id;
  });

  step('sent');
  await act(RECEPTIONIST, id, 'send');
  await until('the carrier has the order', async () =>
    (await caseOf(id)).shipments.some(({ tracking }) => tracking !== null),
  );
  step('on its way');
  return { id, code, refused, result };
}

/** Nobody is at home the first two times. */
async function tellCarrier(carrier: string, orderNumber: string): Promise<void> {
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

async function refusalOf(asked: Promise<unknown>): Promise<ApiRefusal> {
  const answer = await asked.catch((error: unknown) => error);
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
