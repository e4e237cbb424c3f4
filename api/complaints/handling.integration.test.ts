import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../db/core/client.ts';
import { asActor } from '../../db/core/reader.ts';
import type { Actor } from '../../domain/cases/state/commands.ts';
import { OTHER_COUNTER, OTHER_RECEPTIONIST } from '../../test/support/api.ts';
import {
  type ComplaintApi,
  drainFiling,
  handled,
  POSITION,
  photo,
  potholeFiling,
  RESULT,
  STAFF,
  startComplaintApi,
} from '../../test/support/complaints.ts';
import { AGENCIES, OTHER_WARD } from '../../test/support/sample-definitions.ts';

let api: ComplaintApi;
beforeAll(async () => {
  api = await startComplaintApi();
});
afterAll(() => api.close());

const {
  receptionist,
  citizen,
  team,
  secondTeam,
  constructionHead,
  specialist,
  otherWard,
  province,
  auditor,
} = STAFF;

async function atTheSite(change: Record<string, unknown> = {}) {
  const { id } = await api.filed(receptionist.user, drainFiling(change));
  await api.did(receptionist.user, id, 'classify', { urgency: 'normal' });
  return id;
}

describe('an inspection on the spot', () => {
  const done = { taskId: 'inspect.1', outcome: 'done' };

  test('is given to a member of the field team by the head, and by nobody to somebody who is not in it', async () => {
    const id = await atTheSite();
    const wrong = await api.act(constructionHead.user, id, 'assign', {
      taskId: 'inspect.1',
      assignee: 'xay',
    });
    expect([wrong.status, wrong.body.code]).toEqual([422, 'unknown-assignee']);
    await api.did(constructionHead.user, id, 'assign', { taskId: 'inspect.1', assignee: secondTeam.user });
    const [held, own] = [team, secondTeam].map(async ({ user }) =>
      (await api.seen(user, id)).actions.map(({ name }: { name: string }) => name),
    );
    expect(await held).not.toContain('complete');
    expect(await own).toContain('complete');
  });

  test('ends with photos before and after and the position; what is missing is named', async () => {
    const id = await atTheSite();
    const refused = async (input: object) => {
      const { status, body } = await api.act(team.user, id, 'complete', { ...done, ...input });
      return [status, body.code, body.errors?.[0]];
    };
    expect(await refused({})).toEqual([
      422,
      'document-missing',
      { pointer: '/documents', detail: expect.stringContaining('before') },
    ]);
    expect(await refused({ documents: [photo('before')], position: POSITION })).toEqual([
      422,
      'document-missing',
      { pointer: '/documents', detail: expect.stringContaining('after') },
    ]);
    expect(await refused({ documents: [photo('before'), photo('after')] })).toEqual([
      422,
      'position-missing',
      { pointer: '/position', detail: expect.stringContaining('latitude') },
    ]);
    expect(await refused({ documents: [], position: { ...POSITION, lat: 91 } })).toMatchObject([
      422,
      'invalid-input',
      { pointer: '/position/lat' },
    ]);
    await api.did(team.user, id, 'complete', {
      ...done,
      documents: [photo('before'), photo('after')],
      position: POSITION,
    });
    const event = (await api.history(constructionHead.user, id)).find(
      ({ type }) => type === 'task-completed',
    );
    expect(event.content).toEqual([POSITION]);
    // Into the workflow and its history went a reference.
    expect(JSON.stringify(event.data)).not.toContain('16.47');
    expect(
      (await api.seen(constructionHead.user, id)).documents.map(({ rule }: { rule: string }) => rule),
    ).toEqual(['before', 'after']);
  });

  test('says in the schema of its action what must come with which outcome', async () => {
    const id = await atTheSite();
    const action = (await api.seen(team.user, id)).actions.find(
      ({ name }: { name: string }) => name === 'complete',
    );
    expect(action.input.allOf).toHaveLength(1);
    const [{ if: when, then: must }] = action.input.allOf;
    expect([when.properties.outcome.const, must.required]).toEqual(['done', ['documents', 'position']]);
    // Another outcome demands nothing but its reason.
    await api.did(team.user, id, 'complete', {
      taskId: 'inspect.1',
      outcome: 'reject',
      reason: 'Đường nội bộ khu tư nhân',
    });
  });
});

describe('"not ours"', () => {
  test('goes on as often as the procedure says; then only the province office sends it anywhere', async () => {
    const { id } = await api.filed(receptionist.user, potholeFiling());
    await api.did(receptionist.user, id, 'classify', { urgency: 'normal' });
    const to = (agency: string) => ({ taskId: 'handle.1', agency, reason: 'Không thuộc địa bàn' });
    await api.did(specialist.user, id, 'transfer', to(OTHER_WARD));
    const again = await api.act(otherWard.user, id, 'transfer', to(AGENCIES.owner));
    expect([again.status, again.body.code]).toEqual([409, 'limit-reached']);
    expect((await api.seen(otherWard.user, id)).actions.map((a: { name: string }) => a.name)).not.toContain(
      'transfer',
    );
    await api.did(province.user, id, 'transfer', to(AGENCIES.owner));
    expect((await api.seen(specialist.user, id)).tasks[0]).toMatchObject({ agency: AGENCIES.owner });
    // Whoever had it keeps the sight of it, and no more of it than that.
    expect(
      (await api.act(otherWard.user, id, 'complete', { taskId: 'handle.1', outcome: 'done' })).status,
    ).toBe(403);
  });
});

describe('a result', () => {
  test('is approved by the head of the agency before the operations centre can publish it', async () => {
    const id = await atTheSite();
    expect((await api.act(receptionist.user, id, 'publish', RESULT)).body.code).toBe('not-allowed-now');
    await api.did(team.user, id, 'complete', {
      taskId: 'inspect.1',
      outcome: 'done',
      documents: [photo('before'), photo('after')],
      position: POSITION,
    });
    expect((await api.act(receptionist.user, id, 'publish', RESULT)).body.code).toBe('not-allowed-now');
    const done = { taskId: 'approve.1', outcome: 'approve' };
    expect((await api.act(team.user, id, 'complete', done)).status).toBe(403);
    await api.did(constructionHead.user, id, 'complete', done);
    await api.did(receptionist.user, id, 'publish', RESULT);
  });

  test('that tells who somebody is, is not published; the field and the kind are named, what it says is not', async () => {
    const { id } = await api.filed(
      receptionist.user,
      drainFiling({
        reporter: {
          name: 'Nguyễn Phước Thiện Tâm',
          phone: '0905 777 888',
          email: 'hop.thu@example.vn',
          idNumber: '046090012345',
        },
      }),
    );
    await handled(api, id);
    const reported = async (change: object) => {
      const { status, body } = await api.act(receptionist.user, id, 'publish', { ...RESULT, ...change });
      expect([status, body.code]).toEqual([422, 'personal-data']);
      expect(JSON.stringify(body)).not.toMatch(/tâm|tam|777|0460|@/i);
      return body.errors.map((e: { pointer: string; detail: string }) => `${e.pointer} ${e.detail}`);
    };
    expect(await reported({ description: 'Ông NGUYEN PHUOC THIEN TAM ở chợ phản ánh' })).toEqual([
      '/description contains personal data (the name of the reporter)',
    ]);
    expect(await reported({ title: 'Cống nhà ông Tâm' })).toHaveLength(1);
    expect(
      await reported({ answer: 'Xin gọi 0905.777.888 hoặc hop.thu@example.vn, số 046 090 012 345' }),
    ).toEqual([
      '/answer contains personal data (a telephone number)',
      '/answer contains personal data (an email address)',
      '/answer contains personal data (a personal identity number)',
    ]);
    expect(await reported({ title: 'Gọi +84 234 3822 111', answer: 'nguoikhac@example.vn' })).toHaveLength(2);
    await api.did(receptionist.user, id, 'publish', RESULT);
  });

  test('does not tell who reported what became part of it either, wherever that was taken in', async () => {
    const id = await atTheSite();
    const reporter = { name: 'Đoàn Nơi Khác', phone: '0933222111' };
    const merged = await api.filed(
      OTHER_RECEPTIONIST.user,
      drainFiling({ reporter, counter: OTHER_COUNTER }),
    );
    await api.did(province.user, merged.id, 'merge', { into: id, reason: 'Cùng một chỗ' });
    expect((await api.call(receptionist.user, 'GET', `/v1/cases/${merged.id}`)).status).toBe(404);
    await api.did(team.user, id, 'complete', {
      taskId: 'inspect.1',
      outcome: 'done',
      documents: [photo('before'), photo('after')],
      position: POSITION,
    });
    await api.did(constructionHead.user, id, 'complete', { taskId: 'approve.1', outcome: 'approve' });
    const reported = await api.act(receptionist.user, id, 'publish', {
      ...RESULT,
      answer: 'Cảm ơn bà Đoàn Nơi Khác',
    });
    expect([reported.status, reported.body.code, reported.body.errors.length]).toEqual([
      422,
      'personal-data',
      1,
    ]);
    await api.did(receptionist.user, id, 'publish', RESULT);
  });

  test('shows pictures of this complaint alone', async () => {
    const id = await atTheSite();
    const other = await atTheSite();
    await api.did(receptionist.user, other, 'attach', { documents: [photo('other')] });
    const foreign = (await api.seen(receptionist.user, other)).documents[0].id;
    await api.did(team.user, id, 'complete', {
      taskId: 'inspect.1',
      outcome: 'done',
      documents: [photo('before'), photo('after'), { ...photo('other'), mediaType: 'application/pdf' }],
      position: POSITION,
    });
    await api.did(constructionHead.user, id, 'complete', { taskId: 'approve.1', outcome: 'approve' });
    const own = (await api.seen(receptionist.user, id)).documents;
    for (const photos of [[foreign], [own[2].id]])
      expect(
        (await api.act(receptionist.user, id, 'publish', { ...RESULT, photos })).body.errors,
      ).toMatchObject([{ pointer: '/photos/0' }]);
    await api.did(receptionist.user, id, 'publish', { ...RESULT, photos: [own[1].id] });
    const { code } = await api.seen(receptionist.user, id);
    expect((await api.call(null, 'GET', `/v1/published/${code}`)).body.photos).toEqual([own[1].id]);
  });
});

describe('who reported it', () => {
  const NAME = 'Lê Ẩn Danh';

  test('stays hidden from the agencies that handle, in every table that they can ask, and from the followers’ list', async () => {
    const reporter = { name: NAME, phone: '0914555666', email: 'an.danh@example.vn' };
    const main = await api.filed(citizen.user, drainFiling({ channel: 'online', reporter }));
    const second = await api.filed(receptionist.user, drainFiling({ reporter }));
    await api.did(receptionist.user, second.id, 'merge', { into: main.id, reason: 'Cùng một chỗ' });
    await api.did(receptionist.user, main.id, 'classify', { urgency: 'normal' });
    await api.did(team.user, main.id, 'complete', {
      taskId: 'inspect.1',
      outcome: 'done',
      documents: [photo('before'), photo('after')],
      position: POSITION,
    });
    const hidden = /Ẩn Danh|an danh|0914555666|an\.danh|"dan"/i;
    for (const { user } of [team, constructionHead, auditor]) {
      const view = await api.seen(user, main.id);
      expect(view.applicant).toBeNull();
      expect(view.spamByReporter).toBeNull();
      const all = JSON.stringify([view, await api.history(user, main.id)]);
      expect([user, hidden.exec(all)?.[0]]).toEqual([user, undefined]);
      const alike = await api.call(user, 'GET', `/v1/cases/${main.id}/duplicates`);
      expect([user, hidden.exec(JSON.stringify(alike.body))?.[0]]).toEqual([user, undefined]);
    }
    expect((await api.seen(receptionist.user, main.id)).applicant).toMatchObject({ name: NAME });
    const tables = async (actor: Actor) => {
      const db = openDatabase(api.engine.settings.databaseUrl ?? '', { role: 'motcua_api', max: 1 });
      try {
        return await asActor(db, actor, async ({ sql }) => {
          const rows = async (text: string) => (await sql.query(text, [main.id])).rows;
          return {
            places: await rows('SELECT * FROM complaint_places WHERE case_id = $1'),
            followers: await rows('SELECT * FROM case_followers WHERE case_id = $1'),
            parties: await rows('SELECT * FROM parties WHERE case_id = $1'),
            content: await rows('SELECT kind, content FROM text_contents WHERE case_id = $1'),
          };
        });
      } finally {
        await db.close();
      }
    };
    const [handling, centre, stranger] = [
      await tables(team),
      await tables(receptionist),
      await tables(otherWard),
    ];
    expect([handling.places.length, handling.followers, handling.parties]).toEqual([1, [], []]);
    expect(handling.content.map(({ kind }) => kind).sort()).toEqual(['form', 'site']);
    expect([centre.followers.length, centre.parties.length]).toEqual([1, 1]);
    expect(stranger).toEqual({ places: [], followers: [], parties: [], content: [] });
    expect(JSON.stringify(handling)).not.toMatch(hidden);
  });
});
