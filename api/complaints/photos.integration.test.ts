/** Pictures of complaints: what of them is for everybody, and what for whom. */
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type ComplaintApi,
  drainFiling,
  handled,
  RESULT,
  STAFF,
  startComplaintApi,
} from '../../test/support/complaints.ts';
import { download, pdf, photo, sha256, uploaded } from '../../test/support/files.ts';

let api: ComplaintApi;
beforeAll(async () => {
  api = await startComplaintApi();
});
afterAll(() => api.close());

const { receptionist, citizen, team } = STAFF;

/** With a picture that says where and whose it is, and a second one; both sent by the reporter. */
async function reported() {
  const picture = await photo({ position: true, width: 2_000, height: 1_000 });
  const shown = await uploaded(api, citizen.user, picture, 'cống tắc.jpg');
  const kept = await uploaded(api, citizen.user, await photo());
  const documents = [
    { rule: 'before', upload: shown },
    { rule: 'before', upload: kept },
  ];
  const { id, code } = await api.filed(citizen.user, drainFiling({ channel: 'online', documents }));
  return { id, code, picture, shown, kept };
}

const isClean = async (bytes: Buffer) => {
  const { exif, iptc, xmp, format } = await sharp(bytes).metadata();
  return [exif, iptc, xmp, format, bytes.includes('Lợi')];
};
const CLEAN = [undefined, undefined, undefined, 'jpeg', false];

test('everybody sees a published picture without what the device wrote into it; the original stays as it was', async () => {
  const { id, code, picture, shown, kept } = await reported();
  const path = (photoId: string) => `/v1/published/${code}/photos/${photoId}`;
  await handled(api, id);
  expect((await download(api, null, path(shown))).status).toBe(404);
  await api.did(receptionist.user, id, 'publish', { ...RESULT, photos: [shown] });

  const { status, bytes, headers } = await download(api, null, path(shown));
  expect([status, headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  expect(await isClean(bytes)).toEqual(CLEAN);
  const { width, height } = await sharp(bytes).metadata();
  expect([width, height]).toEqual([1_600, 800]);
  // A second time from the store.
  expect(sha256((await download(api, null, path(shown))).bytes)).toBe(sha256(bytes));
  expect(sha256((await download(api, receptionist.user, `/v1/documents/${shown}/file`)).bytes)).toBe(
    sha256(picture),
  );

  for (const other of [kept, 'khong-co']) expect((await download(api, null, path(other))).status).toBe(404);
  expect((await download(api, null, `/v1/published/H57.12-260101-0001/photos/${shown}`)).status).toBe(404);
  expect((await download(api, null, `/v1/documents/${shown}/file`)).status).toBe(401);
  await api.did(citizen.user, id, 'dispute', { reason: 'Nước vẫn ngập' });
  expect((await download(api, null, path(shown))).status).toBe(404);
});

test('whoever may not know the reporter does not learn of them by the picture', async () => {
  const { id, picture, shown } = await reported();
  await handled(api, id);
  const read = (user: string) => download(api, user, `/v1/documents/${shown}/file`);
  expect(sha256((await read(citizen.user)).bytes)).toBe(sha256(picture));
  expect(sha256((await read(receptionist.user)).bytes)).toBe(sha256(picture));
  const { status, bytes } = await read(team.user);
  expect(status).toBe(200);
  expect(await isClean(bytes)).toEqual(CLEAN);
  const { position } = (await api.call(team.user, 'GET', `/v1/documents/${shown}`)).body;
  expect(position.lat).toBeCloseTo(16.468, 6);
});

test('only a picture is published', async () => {
  const { id } = await reported();
  await handled(api, id);
  const document = await uploaded(api, receptionist.user, pdf());
  await api.did(receptionist.user, id, 'attach', { documents: [{ rule: 'other', upload: document }] });
  const answer = await api.act(receptionist.user, id, 'publish', { ...RESULT, photos: [document] });
  expect([answer.status, answer.body.errors]).toEqual([
    422,
    [{ pointer: '/photos/0', detail: 'is not recognised' }],
  ]);
});
