import { describe, expect, test } from 'vitest';
import { ApiProblem, isRefusal } from './client.ts';

describe('what the API says against an order', () => {
  test('is told in its own words, with the fields at fault', () => {
    const errors = [{ pointer: '/applicant/phone', detail: 'Số điện thoại không đúng.' }];
    const problem = new ApiProblem(422, {
      code: 'invalid-input',
      title: 'Dữ liệu không hợp lệ',
      detail: 'Có 1 chỗ sai.',
      errors,
    });
    expect(problem).toMatchObject({
      status: 422,
      code: 'invalid-input',
      title: 'Dữ liệu không hợp lệ',
      message: 'Có 1 chỗ sai.',
      errors,
      filed: null,
    });
  });

  test('names the case that the order had made before', () => {
    expect(new ApiProblem(422, { code: 'key-reused', case: 'H57-261123-0001' }).filed).toBe(
      'H57-261123-0001',
    );
  });

  test('may be the words of what stands between here and there: then there is the status alone', () => {
    expect(new ApiProblem(502, {})).toMatchObject({
      message: '502',
      title: '502',
      code: 'internal',
      errors: [],
    });
    expect(new ApiProblem(409, { title: 'Đã có người nhận' }).message).toBe('Đã có người nhận');
  });
});

test.each([
  [400, true],
  [401, true],
  [409, true],
  [422, true],
  [429, false],
  [500, false],
  [503, false],
])('an answer %i is a refusal: %s; whatever else is, is tried again', (status, expected) => {
  expect(isRefusal(new ApiProblem(status, {}))).toBe(expected);
});

test('a line that went dead refused nothing', () => {
  expect([isRefusal(new TypeError('fetch failed')), isRefusal(null), isRefusal('no')]).toEqual([
    false,
    false,
    false,
  ]);
});
