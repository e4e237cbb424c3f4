import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { PayloadKeyError } from './codec.ts';
import { isStale, seal, unseal } from './secrets.ts';

const key = (id: string) => ({ id, key: randomBytes(32) });
const OLD = key('old');
const NEW = key('new');

describe('a secret', () => {
  test('opens under the key that it was sealed with, also when that was replaced, and then is to be sealed anew', () => {
    const sealed = seal([OLD], 'whsec_x', 'here');
    expect(unseal([NEW, OLD], sealed, 'here')).toBe('whsec_x');
    expect([isStale([OLD], sealed), isStale([NEW, OLD], sealed)]).toEqual([false, true]);
  });

  test.each([
    ['of another address', (sealed: string) => unseal([OLD], sealed, 'there')],
    ['whose key is gone', (sealed: string) => unseal([NEW], sealed, 'here')],
    ['that was changed', (sealed: string) => unseal([OLD], `${sealed.slice(0, -8)}AAAAAAA=`, 'here')],
  ])('%s does not open', (_, open) => {
    expect(() => open(seal([OLD], 'whsec_x', 'here'))).toThrow(PayloadKeyError);
  });

  test('that stands in clear is none', () => {
    expect(() => unseal([OLD], 'whsec_x', 'here')).toThrow(PayloadKeyError);
  });
});
