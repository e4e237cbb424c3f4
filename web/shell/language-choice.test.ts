import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const kept = new Map<string, string>();
const page = { documentElement: { lang: '' } };

beforeEach(() => {
  kept.clear();
  vi.resetModules();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
  vi.stubGlobal('document', page);
});
afterEach(() => vi.unstubAllGlobals());

test('it is Vietnamese until somebody chooses, and whatever a browser kept that is no language', async () => {
  kept.set('motcua.language', 'fr');
  const { currentLanguage } = await import('./language-choice.ts');
  expect(currentLanguage()).toBe('vi');
});

test('what was chosen holds at once, on the page and for the next one', async () => {
  const choice = await import('./language-choice.ts');
  expect(choice.currentLanguage()).toBe('vi');
  choice.chooseLanguage('en');
  expect([choice.currentLanguage(), page.documentElement.lang]).toEqual(['en', 'en']);
  vi.resetModules();
  const next = await import('./language-choice.ts');
  expect(next.currentLanguage()).toBe('en');
});
