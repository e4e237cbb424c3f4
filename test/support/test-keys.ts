import type { KeyRing } from '../../temporal/codec.ts';

/** A key that means nothing: histories under `test/histories` are recorded with it, and replayed. */
export const TEST_KEYS: KeyRing = [{ id: 'test', key: Buffer.alloc(32, 7) }];
