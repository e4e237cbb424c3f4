import { describe, expect, test } from 'vitest';
import type { FormSchema } from '../form/rule.ts';
import type { Me } from '../shell/session.ts';
import { type ComplaintDraft, channelOf, complaintOf, withoutWard } from './reporting.ts';

const FORM = {
  type: 'object',
  required: ['what', 'again'],
  properties: {
    what: { type: 'string', title: 'Sự việc' },
    again: { type: 'boolean', title: 'Đã báo trước đây' },
    ward: { type: 'string', title: 'Phường' },
  },
};
const PROCEDURE = { code: '9.100001', form: FORM } as unknown as Parameters<typeof complaintOf>[0];
const DRAFT: ComplaintDraft = {
  form: { what: 'Ổ gà', ward: '' },
  documents: [],
  place: null,
  ward: null,
  isAnonymous: false,
  reporter: {},
  isDanger: false,
  key: 'k',
};

describe('a complaint', () => {
  test('is filed with what was said, and with nothing that was not', () => {
    expect(complaintOf(PROCEDURE, DRAFT, 'online')).toEqual({
      procedure: '9.100001',
      channel: 'online',
      form: { what: 'Ổ gà', again: false },
      documents: [],
      reporter: {},
    });
  });

  test('has its place, its commune, its photos and its danger where they were told', () => {
    const whole: ComplaintDraft = {
      ...DRAFT,
      place: { lat: 16.46, lon: 107.59 },
      ward: '19753',
      isDanger: true,
      documents: [{ rule: 'photo', upload: 'u1', name: 'ảnh.jpg' }],
      reporter: { name: 'An', phone: '' },
    };
    expect(complaintOf(PROCEDURE, whole, 'phone')).toMatchObject({
      channel: 'phone',
      location: { lat: 16.46, lon: 107.59 },
      area: '19753',
      dangerToLife: true,
      documents: [{ rule: 'photo', upload: 'u1' }],
      reporter: { name: 'An' },
    });
  });

  test('of somebody who wants to stay unnamed names nobody, whatever was typed before', () => {
    const hidden = { ...DRAFT, isAnonymous: true, reporter: { name: 'An', phone: '0905123456' } };
    expect(JSON.stringify(complaintOf(PROCEDURE, hidden, 'online'))).not.toMatch(/An|0905123456|reporter/);
  });
});

test('the commune is chosen beside the map, and asked for once', () => {
  expect(Object.keys(withoutWard(FORM as FormSchema).properties ?? {})).toEqual(['what', 'again']);
  expect(withoutWard({})).toEqual({ properties: {} });
  // What is shared with others stays whole.
  expect(FORM.properties).toHaveProperty('ward');
});

test('the operations centre writes down what it hears by telephone; everybody else reports online', () => {
  const who = (role: string) => ({ roles: [{ role, agency: 'a' }] }) as unknown as Me;
  expect([channelOf(who('receptionist')), channelOf(who('citizen')), channelOf(null)]).toEqual([
    'phone',
    'online',
    'online',
  ]);
});
