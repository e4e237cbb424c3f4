import { expect, test } from 'vitest';
import { exchangeReport, postfixReport } from '../../test/support/bounces.ts';
import { readBounce } from './bounce.ts';

const messageId = '<message-c0ffee-3-0.m0.mail@hue.example>';
const read = (text: string) => readBounce(new TextEncoder().encode(text));

test('a report of Postfix says which mail came back, and for what', async () => {
  expect(await read(postfixReport({ messageId }))).toEqual({ messageId, status: '5.1.1' });
  const full = postfixReport({ messageId, status: '5.2.2', said: '552 5.2.2 mailbox full' });
  expect(await read(full)).toEqual({ messageId, status: '5.2.2' });
});

test('a report of Exchange has the heads of the mail alone, and the better code in its words', async () => {
  expect(await read(exchangeReport({ messageId }))).toEqual({ messageId, status: '5.1.10' });
});

test('what is only late, or was passed on, has not come back', async () => {
  for (const action of ['delayed', 'relayed', 'delivered', 'expanded'])
    expect(await read(postfixReport({ messageId, action, status: '4.4.1' }))).toBeNull();
});

test.each([
  [
    'an answer of somebody away',
    'From: a@example.vn\nAuto-Submitted: auto-replied\nSubject: Nghỉ phép\n\nTôi nghỉ phép.',
  ],
  ['a report without the mail', postfixReport({ messageId }).replace('message/rfc822', 'text/plain')],
  ['a report that names no mail', postfixReport({ messageId: '' }).replace(/Message-ID:\r\n +\r\n/, '')],
  ['nothing', ''],
  ['no mail at all', '\u0000\u0001{"x":'],
])('%s is no report', async (_, text) => {
  expect(await read(text)).toBeNull();
});
