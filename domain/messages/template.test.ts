import { describe, expect, test } from 'vitest';
import { instant } from '../time/instant.ts';
import { type LayoutText, type MessageContent, render, unknownPlaceholders } from './template.ts';
import { dayText, momentText, moneyText } from './values.ts';

const layout: LayoutText = {
  greeting: 'Dear {name},',
  greetingNobody: 'Dear all,',
  labels: { code: 'Code', due: 'Due' },
  open: 'Open',
  automatic: 'Sent automatically.',
  unsubscribe: 'Stop',
  withoutDocument: 'The document was too large.',
};
const content = (change: Partial<MessageContent> = {}): MessageContent => ({
  template: {
    subject: 'Dossier {code}',
    paragraphs: ['Promised for {due}.', 'Because {reason}.'],
    short: '{code}: {due}',
  },
  layout,
  language: 'en',
  values: { code: 'H57-1', due: '17:00, 23/11/2026', province: 'Huế' },
  shown: ['code', 'due', 'tracking'],
  ...change,
});

describe('a message', () => {
  test('says the same in words and in HTML', () => {
    const { subject, text, html, short } = render(content({ link: 'https://hue.example/track/H57-1' }));
    expect(subject).toBe('Dossier H57-1');
    expect(short).toBe('H57-1: 17:00, 23/11/2026');
    for (const form of [text, html])
      for (const said of [
        'Huế',
        'Dear all,',
        'Promised for 17:00, 23/11/2026.',
        'https://hue.example/track/H57-1',
      ])
        expect(form).toContain(said);
    expect(text).toContain('Code: H57-1\nDue: 17:00, 23/11/2026');
  });

  test('leaves out what speaks of something that there is not', () => {
    const { text, html } = render(content());
    for (const form of [text, html]) expect(form).not.toMatch(/Because|tracking|undefined|\{\w+\}/);
    expect(render(content({ values: { reason: 'rain' } })).text).toContain('Because rain.');
  });

  test('lets nobody write HTML into it, by a name or by the words of a province', () => {
    const bad = '<img src=x onerror="alert(1)">&\'';
    const { html } = render(
      content({
        values: { name: bad, code: bad, due: bad, reason: bad, province: bad },
        template: { subject: bad, paragraphs: [bad, '{name}'], short: bad },
        lists: [{ title: bad, items: [bad] }],
        link: `javascript:"${bad}`,
      }),
    );
    expect(html).not.toContain('<img');
    expect(html).not.toContain('onerror="');
    expect(html).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;&#39;');
  });

  test('takes no value for words: what somebody typed is not looked through for placeholders', () => {
    const { text } = render(content({ values: { name: '{code} {reason}', code: 'H57-1', due: 'x' } }));
    expect(text).toContain('Dear {code} {reason},');
  });

  test('has a subject of one line, and fits on a telephone', () => {
    const { subject, short } = render(content({ values: { code: 'a\r\nBcc: x', due: 'y'.repeat(1_000) } }));
    expect(subject).toBe('Dossier a Bcc: x');
    expect(short).toHaveLength(300);
  });

  test('says that its paper was left out, and how to stop it where one may', () => {
    const { text } = render(content({ documentLeftOut: true, unsubscribe: 'https://hue.example/u?token=1' }));
    expect(text).toContain('The document was too large.');
    expect(text).toContain('Stop: https://hue.example/u?token=1');
    expect(render(content()).html).not.toContain('Stop');
  });
});

test('words may speak of what their topic knows, and of nothing else', () => {
  const template = {
    subject: '{code} {tracking}',
    paragraphs: ['{due} {__proto__}', '{ due }'],
    short: '{tracking}',
  };
  expect(unknownPlaceholders(template, 'accepted')).toEqual(['tracking', '__proto__', ' due ']);
  expect(unknownPlaceholders({ ...template, paragraphs: [] }, 'posted')).toEqual([]);
});

test('instants and sums are written as in Vietnam, wherever the program runs', () => {
  expect(momentText(instant('2026-11-23T17:00:00+07:00'))).toBe('17:00, 23/11/2026');
  expect(momentText(instant('2026-12-31T17:30:00Z'))).toBe('00:30, 01/01/2027');
  expect(dayText(0)).toBe('01/01/1970');
  expect([moneyText(75_000, 'vi'), moneyText(1_234_567, 'en'), moneyText(0, 'vi')]).toEqual([
    '75.000 đồng',
    '1,234,567 VND',
    '0 đồng',
  ]);
});
