import { describe, expect, test } from 'vitest';
import { mentionedIn, saidIn } from './event-text-hook.ts';
import {
  documentsWanted,
  fieldsFor,
  initialOf,
  inputOf,
  kindOf,
  optionsOf,
  requiredOf,
  type Schema,
  textIn,
  withoutNames,
} from './schema.ts';

/** As the API writes it for a task with two outcomes, of which one wants a document and the other a reason. */
const COMPLETE: Schema = {
  type: 'object',
  required: ['taskId', 'outcome'],
  properties: {
    taskId: { const: 't1' },
    outcome: {
      oneOf: [
        { const: 'approve', title: 'Phê duyệt' },
        { const: 'return', title: 'Trả lại' },
      ],
    },
    reason: { type: 'string', maxLength: 4_000 },
    documents: { type: 'array', items: { type: 'object' } },
    position: { type: 'object', properties: { lat: { type: 'number' }, lon: { type: 'number' } } },
  },
  if: { properties: { outcome: { enum: ['return'] } } },
  // biome-ignore lint/suspicious/noThenProperty: it is JSON Schema's word
  then: { required: ['reason'] },
  allOf: [
    {
      if: { properties: { outcome: { const: 'approve' } } },
      // biome-ignore lint/suspicious/noThenProperty: it is JSON Schema's word
      then: {
        required: ['documents', 'position'],
        properties: { documents: { allOf: [{ contains: { properties: { rule: { const: 'after' } } } }] } },
      },
    },
  ],
};

describe('the field of a property', () => {
  test.each([
    ['taskId', { const: 't1' }, 'fixed'],
    ['documents', { type: 'array' }, 'documents'],
    ['position', { type: 'object', properties: {} }, 'position'],
    ['location', {}, 'position'],
    ['outcome', { enum: ['a'] }, 'choice'],
    ['outcome', { oneOf: [{ const: 'a' }] }, 'choice'],
    ['missing', { type: 'array', items: { enum: ['a'] } }, 'choices'],
    ['spam', { type: 'boolean' }, 'flag'],
    ['amount', { type: 'integer' }, 'number'],
    ['amount', { type: 'number' }, 'number'],
    ['to', { type: 'object', properties: { name: {} } }, 'group'],
    ['at', { type: 'string', format: 'date-time' }, 'moment'],
    ['title', { type: 'string', maxLength: 300 }, 'text'],
    ['text', { type: 'string', maxLength: 301 }, 'longText'],
    ['receipt', { type: 'string' }, 'text'],
  ] as const satisfies readonly (readonly [string, Schema, string])[])(
    '%s, %j, is a %s',
    (name, schema, kind) => {
      expect(kindOf(name, schema)).toBe(kind);
    },
  );

  test('offers titles where there are some, of one or of several', () => {
    const titled = [{ const: 'a', title: 'A' }, { const: 7 }];
    const options = [
      { value: 'a', title: 'A' },
      { value: '7', title: null },
    ];
    expect(optionsOf({ oneOf: titled })).toEqual(options);
    expect(optionsOf({ type: 'array', items: { oneOf: titled } })).toEqual(options);
    expect(optionsOf({ enum: ['x'] })).toEqual([{ value: 'x', title: null }]);
    expect(optionsOf({ type: 'array', items: { enum: ['x', 'y'] } }).map(({ value }) => value)).toEqual([
      'x',
      'y',
    ]);
    expect([optionsOf({}), optionsOf({ type: 'array', items: false })]).toEqual([[], []]);
  });
});

describe('what must be said', () => {
  test('depends on the outcome', () => {
    expect([...requiredOf(COMPLETE, {})]).toEqual(['taskId', 'outcome']);
    expect([...requiredOf(COMPLETE, { outcome: 'return' })]).toEqual(['taskId', 'outcome', 'reason']);
    expect([...requiredOf(COMPLETE, { outcome: 'approve' })]).toEqual([
      'taskId',
      'outcome',
      'documents',
      'position',
    ]);
    expect([...requiredOf(COMPLETE, { outcome: 'unknown' })]).toEqual(['taskId', 'outcome']);
    expect([...requiredOf({}, { outcome: 7 })]).toEqual([]);
  });

  test('and which documents must come with it', () => {
    expect(documentsWanted(COMPLETE, 'approve')).toEqual(['after']);
    expect(documentsWanted(COMPLETE, 'return')).toEqual([]);
    expect(documentsWanted({}, 'approve')).toEqual([]);
  });
});

describe('a form before anybody touched it', () => {
  test('has what is fixed, what is usual, and the only choice that there is', () => {
    expect(
      initialOf({
        properties: {
          taskId: { const: 't1' },
          urgency: { enum: ['normal', 'urgent'], default: 'normal' },
          step: { oneOf: [{ const: 'verify', title: 'Thẩm tra' }] },
          outcome: { oneOf: [{ const: 'a' }, { const: 'b' }] },
          text: { type: 'string' },
          spam: { type: 'boolean', default: false },
        },
      }),
    ).toEqual({ taskId: 't1', urgency: 'normal', step: 'verify', spam: false });
    expect(initialOf({})).toEqual({});
  });
});

describe('what is sent', () => {
  test('is what was said, and nothing that was left empty', () => {
    expect(
      inputOf(COMPLETE, { outcome: 'approve', reason: '', documents: [], position: { lat: null, lon: '' } }),
    ).toEqual({ taskId: 't1', outcome: 'approve' });
    expect(inputOf(COMPLETE, { position: { lat: 0, lon: 107.5 } })).toEqual({
      taskId: 't1',
      position: { lat: 0, lon: 107.5 },
    });
  });

  test('keeps a no and a nought: they are answers', () => {
    const schema: Schema = { properties: { spam: { type: 'boolean' }, amount: { type: 'integer' } } };
    expect(inputOf(schema, { spam: false, amount: 0 })).toEqual({ spam: false, amount: 0 });
  });

  test('is of the task that stands open now, whatever the draft was of', () => {
    expect(inputOf(COMPLETE, { taskId: 'of yesterday' })).toEqual({ taskId: 't1' });
  });

  test('holds nothing that the action does not ask for any more', () => {
    expect(inputOf(COMPLETE, { rating: 'satisfied' })).toEqual({ taskId: 't1' });
  });

  test('names files by their ids: what they are called is for whoever looks at the form', () => {
    expect(
      withoutNames({
        outcome: 'approve',
        documents: [
          { rule: 'after', upload: 'u1', name: 'ảnh.jpg' },
          { rule: 'plan', upload: 'u2', name: 'bản vẽ.pdf', replaces: 'd1' },
        ],
      }),
    ).toEqual({
      outcome: 'approve',
      documents: [
        { rule: 'after', upload: 'u1' },
        { rule: 'plan', upload: 'u2', replaces: 'd1' },
      ],
    });
    expect(withoutNames({ outcome: 'approve' })).toEqual({ outcome: 'approve' });
  });
});

describe('documents that are asked for', () => {
  const schema: Schema = {
    properties: {
      taskId: { const: 't1' },
      text: { type: 'string' },
      advice: { properties: { plan: { type: 'string' }, lease: { type: 'string' } } },
      missing: { type: 'array', items: { enum: ['plan', 'lease'] } },
    },
  };
  const partsOf = (fields: Schema) => Object.keys(fields.properties?.advice?.properties ?? {});

  test('are advised on one by one, each under the choice that named it', () => {
    const fields = fieldsFor(schema, { missing: ['lease'] });
    expect(Object.keys(fields.properties ?? {})).toEqual(['missing', 'advice', 'taskId', 'text']);
    expect(partsOf(fields)).toEqual(['lease']);
    expect(partsOf(fieldsFor(schema, { missing: ['lease', 'plan'] }))).toEqual(['plan', 'lease']);
  });

  test('as long as none is chosen, no advice is asked for, and none that was typed is sent', () => {
    for (const missing of [undefined, [], 'plan', ['other']]) {
      const fields = fieldsFor(schema, { missing });
      expect(fields.properties).not.toHaveProperty('advice');
      expect(inputOf(fields, { missing, advice: { plan: 'nộp bản mới' } })).not.toHaveProperty('advice');
    }
  });

  test('of an action without advice the form is as it was', () => {
    expect(fieldsFor(COMPLETE, { missing: ['plan'] })).toBe(COMPLETE);
  });
});

describe('words that somebody wrote', () => {
  test('are taken along to where they have to be typed again, and nothing else is', () => {
    const schema: Schema = {
      properties: {
        taskId: { const: 't1' },
        title: { type: 'string', maxLength: 100 },
        text: { type: 'string', maxLength: 4_000 },
        amount: { type: 'integer' },
      },
    };
    expect(textIn(schema, { taskId: 't1', title: 'Một', text: 'Hai', amount: 3 })).toBe('Một\n\nHai');
    expect(textIn(schema, { title: '', text: undefined })).toBe('');
  });

  test('of an event are shown as they are; what is no text is none', () => {
    expect(saidIn(['a', 7, null, 'b'])).toEqual(['a', 'b']);
    expect([saidIn(null), saidIn('a'), saidIn({ 0: 'a' })]).toEqual([[], [], []]);
    expect(mentionedIn({ mentions: ['lan', 'minh'] })).toEqual(['lan', 'minh']);
    expect([mentionedIn({}), mentionedIn({ mentions: 'lan' })]).toEqual([[], []]);
  });
});
