import { describe, expect, test } from 'vitest';
import { ACTIONS, type ActionName } from '../../../domain/vocabulary/actions.ts';
import { fieldLabel, LABELS, valueLabel } from '../../../web/case/labels.ts';
import { kindOf, optionsOf, type Schema } from '../../../web/case/schema.ts';
import { jsonSchemaOf } from '../input-schema.ts';
import { ACTION_MODULES } from './index.ts';

const formOf = (name: ActionName) => jsonSchemaOf(ACTION_MODULES[name].input) as object as Schema;

/** What a form shows of it: what is drawn by parts of its own shows no names of fields. */
function shownOf(schema: Schema): { readonly fields: string[]; readonly values: string[] } {
  const fields: string[] = [];
  const values: string[] = [];
  for (const [name, each] of Object.entries(schema.properties ?? {})) {
    // Which task it is stands in the case.
    if (name === 'taskId') continue;
    fields.push(name);
    values.push(...optionsOf(each).map(({ value }) => value));
    if (kindOf(name, each) !== 'group') continue;
    const parts = shownOf(each);
    fields.push(...parts.fields);
    values.push(...parts.values);
  }
  return { fields, values };
}

test('what is missing from a filing is chosen from a list', () => {
  const { properties } = formOf('request-supplement');
  expect(properties).toHaveProperty('missing');
  expect(kindOf('missing', properties?.missing ?? {})).toBe('choices');
});

describe.each(['vi', 'en'] as const)('in %s', (language) => {
  const labels = LABELS[language];

  test.each(ACTIONS)('the form of “%s” has words for each field and value', (action) => {
    const { fields, values } = shownOf(formOf(action));
    for (const field of fields) expect([field, fieldLabel(labels, action, field)]).not.toContain(undefined);
    for (const value of values) expect([value, valueLabel(labels, value)]).not.toContain(undefined);
  });

  test('an address is asked for by its parts', () => {
    expect(shownOf(formOf('send')).fields).toEqual(['to', 'name', 'phone', 'address']);
  });

  test('an extension asks for no money', () => {
    expect(fieldLabel(labels, 'extend', 'amount')).not.toBe(fieldLabel(labels, 'pay', 'amount'));
    expect(fieldLabel(labels, 'extend', 'taskId')).toBeUndefined();
  });
});
