import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Api, permitFiling, startApi } from '../../test/support/api.ts';

interface SentEvent {
  readonly id: number;
  readonly type: string;
  readonly data: { readonly case: string; readonly seq: number };
}

/** A client that follows events, as a browser does. */
class Client {
  readonly events: SentEvent[] = [];
  readonly #abort = new AbortController();

  async open(user: string, lastEventId?: number): Promise<this> {
    const response = await fetch(`${api.url}/v1/events`, {
      headers: {
        Authorization: `Bearer ${await api.tokenOf(user)}`,
        ...(lastEventId === undefined ? {} : { 'Last-Event-ID': String(lastEventId) }),
      },
      signal: this.#abort.signal,
    });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    void this.#read(response).catch(() => undefined);
    return this;
  }

  async #read(response: Response): Promise<void> {
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString();
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const [, id, type, data] = /^id: (\d+)\nevent: (.+)\ndata: (.+)$/.exec(block) ?? [];
        if (data !== undefined)
          this.events.push({ id: Number(id), type: type ?? '', data: JSON.parse(data) });
      }
    }
  }

  types(caseId: string): string[] {
    return this.events.filter(({ data }) => data.case === caseId).map(({ type }) => type);
  }

  close(): void {
    this.#abort.abort();
  }
}

let api: Api;
const clients: Client[] = [];
beforeAll(async () => {
  api = await startApi();
});
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});
afterAll(() => api.close());

async function follow(user: string, lastEventId?: number): Promise<Client> {
  const client = await new Client().open(user, lastEventId);
  clients.push(client);
  return client;
}

test('who may see a case is notified of each event once, in order; who may not is told nothing', async () => {
  const [counter, ward, stranger, citizen] = [
    await follow('lan'),
    await follow('minh'),
    await follow('la'),
    await follow('dan-khac'),
  ];
  const { body: filed } = await api.call('lan', 'POST', '/v1/dossiers', permitFiling());
  await api.call('lan', 'POST', `/v1/cases/${filed.id}/actions/accept`, {});
  const expected = ['case-filed', 'case-accepted', 'step-entered', 'task-opened'];
  await expect.poll(() => counter.types(filed.id)).toEqual(expected);
  await expect.poll(() => ward.types(filed.id)).toEqual(expected);
  expect([stranger.events, citizen.events]).toEqual([[], []]);
  expect(JSON.stringify(counter.events)).not.toMatch(/Lợi|0905|reason/);
});

test('who was away is told what they missed', async () => {
  const before = await follow('lan');
  const { body: filed } = await api.call('lan', 'POST', '/v1/dossiers', permitFiling());
  await expect.poll(() => before.types(filed.id)).toEqual(['case-filed']);
  const last = before.events.at(-1)?.id;
  before.close();
  await api.call('lan', 'POST', `/v1/cases/${filed.id}/actions/accept`, {});
  const again = await follow('lan', last);
  await expect
    .poll(() => again.types(filed.id))
    .toEqual(expect.arrayContaining(['case-accepted', 'step-entered', 'task-opened']));
});

test('nobody follows without a token', async () => {
  expect((await api.call(null, 'GET', '/v1/events')).status).toBe(401);
});
