import { expect, test } from 'vitest';
import { actorName } from './actor-name.ts';
import { TEXTS } from './texts.ts';

const nameOf = (id: string) => (id === 'lan' ? 'Nguyễn Thị Lan' : id);

test.each(['vi', 'en'] as const)(
  'who acted is an officer, the engine, a citizen, or hidden, in %s',
  (language) => {
    const says = TEXTS[language];
    expect(actorName('lan', says, nameOf)).toBe('Nguyễn Thị Lan');
    expect(actorName('engine', says, nameOf)).toBe(says.engine);
    expect(actorName(null, says, nameOf)).toBe(says.hiddenPerson);
    const citizen = actorName('citizen-7', says, nameOf);
    expect(citizen).toContain('citizen-7');
    expect(citizen).not.toBe('citizen-7');
  },
);
