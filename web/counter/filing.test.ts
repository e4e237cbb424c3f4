import { describe, expect, test } from 'vitest';
import { permit, TOWN } from '../../domain/procedures/checks/example.fixture.ts';
import type { Agency } from '../shell/directory.ts';
import type { Me } from '../shell/session.ts';
import { channelOf, dossierOf, type FilingDraft, fresh, inputOf, isBegun, ownersOf } from './filing.ts';
import { keysOf } from './reuse.ts';

const COUNTER = { owner: 'town.north', channel: 'counter' } as const;
const draft = (part: Partial<FilingDraft> = {}): FilingDraft => ({ ...fresh(), ...part });
const receptionist = (agency: string) => ({ roles: [{ role: 'receptionist', agency }] }) as unknown as Me;

describe('a dossier that is taken in', () => {
  test('names its files by their ids, and documents that stayed on paper by their rule alone', () => {
    expect(inputOf({ rule: 'plan', upload: 'u1', name: 'bản vẽ.pdf' })).toEqual({
      rule: 'plan',
      upload: 'u1',
    });
    expect(inputOf({ rule: 'lease', onPaper: true })).toEqual({ rule: 'lease', onPaper: true });
  });

  test('is filed with what was typed, and nothing that was left empty', () => {
    const filing = dossierOf(
      permit(),
      draft({
        applicant: { name: 'Nguyễn Văn An', phone: '', email: 'an@example.org' },
        form: { area: 20, street: '', music: false },
        documents: [{ rule: 'plan', upload: 'u1', name: 'x.pdf' }],
      }),
      COUNTER,
    );
    expect(filing).toEqual({
      procedure: '9.000001',
      channel: 'counter',
      owner: 'town.north',
      applicant: { name: 'Nguyễn Văn An', email: 'an@example.org' },
      form: { area: 20, music: false },
      documents: [{ rule: 'plan', upload: 'u1' }],
      sets: 1,
    });
  });

  test('has somebody’s name, empty though it be: the API says what is wrong with it', () => {
    expect(dossierOf(permit(), draft(), COUNTER).applicant).toEqual({ name: '' });
  });

  test('counts sets of paper at the counter alone, and only if they were counted', () => {
    expect(dossierOf(permit(), draft({ sets: 2 }), COUNTER).sets).toBe(2);
    for (const sets of [null, undefined, 0])
      expect(dossierOf(permit(), draft({ sets: sets as number }), COUNTER)).not.toHaveProperty('sets');
    expect(dossierOf(permit(), draft({ sets: 2 }), { ...COUNTER, channel: 'online' })).not.toHaveProperty(
      'sets',
    );
  });

  test('says how the result is to come once that was chosen', () => {
    const delivery = { way: 'counter' } as unknown as NonNullable<FilingDraft['delivery']>;
    expect(dossierOf(permit(), draft({ delivery }), COUNTER).delivery).toBe(delivery);
    expect(dossierOf(permit(), draft(), COUNTER)).not.toHaveProperty('delivery');
  });
});

describe('a draft', () => {
  test('is begun by the first word, the first answer or the first paper', () => {
    expect(isBegun(draft())).toBe(false);
    expect(isBegun(draft({ applicant: { name: '' }, form: { area: null, street: '' } }))).toBe(false);
    expect(isBegun(draft({ applicant: { name: 'A' } }))).toBe(true);
    expect(isBegun(draft({ form: { music: false } }))).toBe(true);
    expect(isBegun(draft({ documents: [{ rule: 'plan', onPaper: true }] }))).toBe(true);
  });

  test('has a key of its own, so that two are two orders', () => {
    expect(fresh().key).not.toBe(fresh().key);
  });
});

describe('who may decide it', () => {
  const agencies = TOWN as unknown as readonly Agency[];
  const ids = (me: Me | null) => ownersOf(permit(), agencies, me).map(({ id }) => id);

  test('is whoever fulfils what the procedure asks for, the office of the counter’s own area first', () => {
    expect(ids(receptionist('town.south'))).toEqual(['town.south', 'town.north']);
    expect(ids(receptionist('town.north'))).toEqual(['town.north', 'town.south']);
  });

  test('stands in the order of the directory for whoever files from home, or while nothing is known', () => {
    expect([ids(null), ids(receptionist('town.gone'))]).toEqual([
      ['town.north', 'town.south'],
      ['town.north', 'town.south'],
    ]);
    expect(ownersOf(permit(), [], null)).toEqual([]);
  });
});

test('whoever stands behind the counter files there, everybody else online', () => {
  expect(channelOf(receptionist('a'))).toBe('counter');
  expect([
    channelOf(null),
    channelOf({ roles: [{ role: 'citizen', agency: null }] } as unknown as Me),
  ]).toEqual(['online', 'online']);
});

describe('somebody who was here before is looked for', () => {
  test.each(['0905123456', '+84 905 123 456', '0905.123.456', '0234-3822-333'])(
    'by the telephone number %s',
    (phone) => {
      expect(keysOf({ phone })).toEqual({ phone });
    },
  );

  test.each(['046080001234', '191234567'])('by the identity number %s', (idNumber) => {
    expect(keysOf({ idNumber })).toEqual({ idNumber });
  });

  test.each([
    { phone: '0905 123' },
    { phone: '........0905' },
    { phone: 'không có' },
    { idNumber: '04608000' },
    { idNumber: '0460800012345' },
    { idNumber: '04608000123A' },
    { name: 'Nguyễn Văn An' },
    {},
  ])('not by %j, which is not whole yet or no number', (applicant) => {
    expect(keysOf(applicant)).toEqual({});
  });
});
