import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyChains } from '../../db/core/audit.ts';
import {
  type ComplaintApi,
  DRAIN,
  drainFiling,
  LIGHT,
  potholeFiling,
  STAFF,
  startComplaintApi,
} from '../../test/support/complaints.ts';
import { AGENCIES, OTHER_WARD } from '../../test/support/sample-definitions.ts';

let api: ComplaintApi;
beforeAll(async () => {
  api = await startComplaintApi();
});
afterAll(() => api.close());

const { receptionist, citizen, otherCitizen, sensor, team, specialist, province, otherWard } = STAFF;
const HOUR = 3_600_000;

describe('danger to life', () => {
  test('goes to the agency at once: filed, classified and accepted, with its first task, in one answer', async () => {
    const { id, status } = await api.filed(receptionist.user, drainFiling({ dangerToLife: true }));
    expect(status).toBe('in-process');
    const seen = await api.seen(team.user, id);
    expect(seen).toMatchObject({ urgency: 'danger', status: 'in-process', version: 5 });
    expect(seen.tasks).toMatchObject([
      { id: 'inspect.1', role: 'field-team', agency: AGENCIES.construction },
    ]);
    expect((await api.history(team.user, id)).map(({ type }) => type)).toEqual([
      'case-filed',
      'case-classified',
      'case-accepted',
      'step-entered',
      'task-opened',
    ]);
  });

  test('is shown in every list in which the case stands', async () => {
    const { id } = await api.filed(receptionist.user, drainFiling({ dangerToLife: true }));
    const urgencyIn = async (path: string, body?: object) => {
      const { body: page } = await api.call(team.user, body ? 'POST' : 'GET', path, body);
      const items: { id: string; urgency: string; case?: { id: string; urgency: string } }[] = page.items;
      return items.map((item) => item.case ?? item).find((each) => each.id === id)?.urgency;
    };
    expect(await urgencyIn('/v1/tasks?box=agency')).toBe('danger');
    expect(await urgencyIn('/v1/tasks/search', { box: 'agency' })).toBe('danger');
    expect(await urgencyIn('/v1/cases')).toBe('danger');
    expect(await urgencyIn('/v1/complaints')).toBe('danger');
  });

  test('has the term for danger, and no step has more than the whole', async () => {
    const { id } = await api.filed(citizen.user, drainFiling({ channel: 'online', dangerToLife: true }));
    const { filedAt, dueAt, clocks } = await api.seen(team.user, id);
    expect(Date.parse(dueAt) - Date.parse(filedAt)).toBe(2 * HOUR);
    const step = clocks.find((clock: { taskId: string | null }) => clock.taskId === 'inspect.1');
    // A third of three days, so a third of two hours, by day and night.
    expect(step.budgetMinutes).toBe(40);
  });

  test('may be found by the operations centre too', async () => {
    const { id } = await api.filed(receptionist.user, drainFiling());
    await api.did(receptionist.user, id, 'classify', { urgency: 'danger' });
    const { acceptedAt, dueAt, urgency } = await api.seen(team.user, id);
    expect([urgency, Date.parse(dueAt) - Date.parse(acceptedAt)]).toEqual(['danger', 2 * HOUR]);
  });

  test('of what is classified as urgent, a step has its own urgent term; what has none keeps its share', async () => {
    const drain = await api.filed(receptionist.user, drainFiling());
    await api.did(receptionist.user, drain.id, 'classify', { urgency: 'urgent' });
    const [own] = (await api.seen(team.user, drain.id)).clocks.filter((c: { taskId: string }) => c.taskId);
    expect(own.budgetMinutes).toBe(120);
    const hole = await api.filed(receptionist.user, potholeFiling());
    await api.did(receptionist.user, hole.id, 'classify', { urgency: 'urgent' });
    const [share] = (await api.seen(specialist.user, hole.id)).clocks.filter(
      (c: { taskId: string }) => c.taskId,
    );
    // 20 hours hold at most one of the seven working days, so a seventh of 24 hours.
    expect(share.budgetMinutes).toBe(Math.ceil((24 * 60) / 7));
  });
});

describe('a sensor', () => {
  const reading = (change = {}) =>
    drainFiling({
      channel: 'sensor',
      reporter: undefined,
      form: { description: 'Mực nước 3,2 m', depth: 90 },
      ...change,
    });

  test('files by its own channel, reads what it filed and nothing else, and has no say in what comes of it', async () => {
    const { id } = await api.filed(sensor.user, reading({ dangerToLife: true }));
    expect(await api.seen(sensor.user, id)).toMatchObject({ channel: 'sensor', actions: [] });
    const other = await api.filed(receptionist.user, drainFiling());
    expect((await api.call(sensor.user, 'GET', `/v1/cases/${other.id}`)).status).toBe(404);
    const listed = (await api.call(sensor.user, 'GET', '/v1/cases')).body.items;
    expect(listed.map((each: { id: string }) => each.id)).toEqual([id]);
    expect((await api.act(sensor.user, id, 'withdraw', { reason: 'Sai số đo' })).status).toBe(403);
    expect((await api.call(sensor.user, 'GET', '/v1/users')).status).toBe(403);
  });

  test('files neither by another channel nor a dossier, and nobody else speaks by its channel for it', async () => {
    for (const channel of ['phone', 'online'])
      expect((await api.call(sensor.user, 'POST', '/v1/complaints', reading({ channel }))).status).toBe(403);
    const asCitizen = await api.call(citizen.user, 'POST', '/v1/complaints', reading());
    expect([asCitizen.status, asCitizen.body.code]).toEqual([403, 'not-permitted']);
  });
});

describe('the agency responsible', () => {
  const light = (change = {}) =>
    potholeFiling({
      procedure: LIGHT,
      owner: undefined,
      area: 'ward',
      form: { description: 'Đèn tắt' },
      ...change,
    });

  test('is that of the first rule which fits category and ward, and whoever classifies sees which rule that was', async () => {
    const { id } = await api.filed(receptionist.user, light());
    const seen = await api.seen(receptionist.user, id);
    expect(seen.owner).toBe(OTHER_WARD);
    const classify = seen.actions.find(({ name }: { name: string }) => name === 'classify');
    expect(classify.input.properties.owner).toMatchObject({
      default: OTHER_WARD,
      description: 'market-lights: Lights by the market are kept by the next ward',
    });
  });

  test('is the agency of the ward where no rule fits', async () => {
    const { id } = await api.filed(
      receptionist.user,
      potholeFiling({ owner: undefined, area: 'other-ward' }),
    );
    const seen = await api.seen(receptionist.user, id);
    expect(seen.owner).toBe(OTHER_WARD);
    const classify = seen.actions.find(({ name }: { name: string }) => name === 'classify');
    expect(classify.input.properties.owner).toMatchObject({ default: OTHER_WARD });
    expect(classify.input.properties.owner.description).toBeUndefined();
  });
});

describe('another category', () => {
  test('takes the complaint, its agencies and its term over before it is accepted, and the way back stands in its history', async () => {
    const { id } = await api.filed(receptionist.user, potholeFiling({ area: 'ward', owner: undefined }));
    const offered = (await api.seen(receptionist.user, id)).actions.find(
      ({ name }: { name: string }) => name === 'recategorise',
    );
    const categories = offered.input.properties.procedure.oneOf as { const: string; title: string }[];
    expect(categories.map((each) => each.const).sort()).toEqual([DRAIN, LIGHT]);
    for (const { const: code, title } of categories) expect(title).not.toBe(code);
    const moved = await api.did(receptionist.user, id, 'recategorise', {
      procedure: DRAIN,
      reason: 'Cống tắc làm hỏng mặt đường',
    });
    expect(moved).toMatchObject({
      owner: AGENCIES.construction,
      status: 'filed',
      procedure: { code: DRAIN },
    });
    await api.did(province.user, id, 'classify', { urgency: 'urgent' });
    const { tasks, dueAt, acceptedAt } = await api.seen(team.user, id);
    expect(tasks).toMatchObject([{ id: 'inspect.1', agency: AGENCIES.construction }]);
    expect(Date.parse(dueAt) - Date.parse(acceptedAt)).toBe(6 * HOUR);
    const event = (await api.history(receptionist.user, id)).find(
      ({ type }) => type === 'case-recategorised',
    );
    expect(event).toMatchObject({
      text: 'Changed to another category: Sample pothole → Sample drain',
      content: ['Cống tắc làm hỏng mặt đường'],
      data: { from: { code: '8.000001' }, to: { code: DRAIN }, agencies: { owner: AGENCIES.construction } },
    });
    // The former agency had it, and may look at what it said.
    expect((await api.seen(specialist.user, id)).actions.map((a: { name: string }) => a.name)).not.toContain(
      'complete',
    );
  });

  test('is kept when the worker comes back, and what the record holds can be told again', async () => {
    const { id } = await api.filed(receptionist.user, potholeFiling());
    await api.did(receptionist.user, id, 'recategorise', { procedure: DRAIN, reason: 'x' });
    await api.engine.stopWorker();
    await api.engine.startWorker();
    await api.did(receptionist.user, id, 'classify', { urgency: 'normal' });
    expect((await api.seen(team.user, id)).tasks).toMatchObject([{ id: 'inspect.1' }]);
    const handle = api.engine.client.workflow.getHandle(`case-${id}`);
    const { transitions } = await handle.query<{ transitions: { events: { type: string }[] }[] }>(
      'transitions',
    );
    expect(transitions.map(({ events }) => events[0]?.type)).toEqual([
      'case-filed',
      'case-recategorised',
      'case-classified',
    ]);
    expect((await verifyChains(api.engine.owner)).problems).toEqual([]);
  });

  test('goes by the rules of that category, or to the agency that is named', async () => {
    const { id } = await api.filed(receptionist.user, potholeFiling({ area: 'ward', owner: undefined }));
    expect(
      await api.did(receptionist.user, id, 'recategorise', { procedure: LIGHT, reason: 'Đèn' }),
    ).toMatchObject({
      owner: OTHER_WARD,
    });
    expect(
      await api.did(receptionist.user, id, 'recategorise', {
        procedure: '8.000001',
        owner: AGENCIES.owner,
        reason: 'Vẫn là ổ gà',
      }),
    ).toMatchObject({ owner: AGENCIES.owner, procedure: { code: '8.000001' } });
  });

  test('is refused of the same category, of a dossier, to an agency that does not do it, to others, and once it is accepted', async () => {
    const { id } = await api.filed(receptionist.user, potholeFiling());
    const answerTo = async (user: string, input: object) => {
      const { status, body } = await api.act(user, id, 'recategorise', { reason: 'x', ...input });
      return [status, body.code];
    };
    expect(await answerTo(receptionist.user, { procedure: '8.000001' })).toEqual([409, 'cannot-move']);
    expect(await answerTo(receptionist.user, { procedure: '9.000001' })).toEqual([422, 'unknown-procedure']);
    expect(await answerTo(receptionist.user, { procedure: DRAIN, owner: AGENCIES.owner })).toEqual([
      422,
      'wrong-owner',
    ]);
    expect(await answerTo(specialist.user, { procedure: DRAIN })).toEqual([403, 'not-permitted']);
    await api.did(receptionist.user, id, 'classify', { urgency: 'normal' });
    expect(await answerTo(receptionist.user, { procedure: DRAIN })).toEqual([409, 'not-allowed-now']);
  });
});

describe('what is said at filing', () => {
  test('of place and words is kept apart for looking, and seen only by who may see the complaint', async () => {
    const { id } = await api.filed(
      citizen.user,
      drainFiling({ channel: 'online', address: '12 Trần Hưng Đạo' }),
    );
    const { rows } = await api.engine.owner.pool.query('SELECT * FROM complaint_places WHERE case_id = $1', [
      id,
    ]);
    expect(rows).toMatchObject([{ lat: 16.4721, lon: 107.5853, ward: 'ward', address: '12 Trần Hưng Đạo' }]);
    expect(rows[0].folded).toBe('cong tac nuoc tran vao nha dan o cho dong ba');
    for (const [user, status] of [
      [citizen.user, 200],
      [receptionist.user, 200],
      [otherCitizen.user, 404],
      [otherWard.user, 404],
    ] as const)
      expect([user, (await api.call(user, 'GET', `/v1/cases/${id}/duplicates`)).status]).toEqual([
        user,
        status,
      ]);
  });
});
