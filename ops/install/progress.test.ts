import { expect, test } from 'vitest';
import { progressTo } from './progress.ts';

/** What stands on a terminal at the end, by the few codes that we use. */
function screenOf(written: string): string[] {
  const lines = [''];
  let at = 0;
  for (const [token] of written.replaceAll('\u001b', '^').matchAll(/\^\[(\d*)[AJ]|\r|\n|[^^\r\n]+/g)) {
    if (token === '\n') {
      at += 1;
      lines[at] ??= '';
    } else if (token.startsWith('^') && token.endsWith('A')) at -= Number(/\d+/.exec(token)?.[0] ?? 1);
    else if (token === '^[J') lines.splice(at, lines.length - at, '');
    else if (token !== '\r') lines[at] += token;
  }
  return lines.map((line) =>
    line
      .replace(/\d+\.\d s/g, 'N s')
      .replace(/ {2,}/g, ' ')
      .trim(),
  );
}

function recorder(isTTY: boolean) {
  let written = '';
  const out = {
    isTTY,
    columns: 60,
    write: (text: string) => {
      written += text;
    },
  };
  return { out, screen: () => screenOf(written), written: () => written };
}

const soon = () => new Promise((resolve) => setTimeout(resolve, 5));

test('steps that run at once have a line each, below what is done', async () => {
  const { out, screen } = recorder(true);
  const { step, say } = progressTo(out);
  let finish = (): void => undefined;
  const slow = step('Temporal', (report) => {
    report('building, about 40 %');
    return new Promise<void>((resolve) => {
      finish = resolve;
    });
  });
  await step('PostgreSQL', soon);
  say('a remark');
  const quick = step('Desk', (report) => {
    report('x'.repeat(100));
    return soon();
  });
  expect(screen().slice(0, 3)).toEqual([
    'PostgreSQL ready in N s',
    'a remark',
    'Temporal building, about 40 % (N s)',
  ]);
  expect(screen()[3]).toMatch(/^Desk x{20,29}$/);
  await quick;
  finish();
  await slow;
  expect(screen()).toEqual([
    'PostgreSQL ready in N s',
    'a remark',
    'Desk ready in N s',
    'Temporal ready in N s',
    '',
  ]);
});

test('a file gets each line once, and how a step ended', async () => {
  const { out, written } = recorder(false);
  const { step } = progressTo(out);
  const failing = step('Desk', async () => Promise.reject(new Error('no room')));
  await Promise.all([step('Temporal', soon, () => '1.29'), expect(failing).rejects.toThrow('no room')]);
  expect(written().split('\n').sort()).toEqual([
    '',
    expect.stringMatching(/^ {2}Desk +failed after \d\.\d s$/),
    expect.stringMatching(/^ {2}Temporal +ready in \d\.\d s: 1\.29$/),
  ]);
});
