import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { deskTypes, TYPES_FILE } from './desk-types.ts';

test('the desk’s client speaks as the API does: `npm run desk:types` writes it anew', async () => {
  expect((await readFile(TYPES_FILE, 'utf8')) === (await deskTypes())).toBe(true);
});
