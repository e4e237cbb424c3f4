/** Every instant and every day that any route takes, found by the document of the API. */
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ROUTES } from './app.ts';

interface Place {
  readonly route: string;
  readonly schema: z.ZodType;
  readonly path: readonly (string | number)[];
  readonly format: 'date-time' | 'date';
  /** A request in which this value stands there, and else only what tells its shape from others. */
  readonly sent: (value: unknown) => unknown;
}

interface Part {
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Part>>;
  readonly items?: Part;
  readonly anyOf?: readonly Part[];
  readonly oneOf?: readonly Part[];
  readonly allOf?: readonly Part[];
  readonly $ref?: string;
  readonly const?: unknown;
}

const PLACES: readonly Place[] = ROUTES.flatMap(({ method, path, query, body }) =>
  [query, body].flatMap((schema) => {
    if (schema === undefined) return [];
    const { $defs = {}, ...root } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
    return datesIn(root as Part, $defs as Readonly<Record<string, Part>>).map((found) => ({
      route: `${method} ${path}`,
      schema,
      ...found,
    }));
  }),
);

type Found = Omit<Place, 'route' | 'schema'>;

function datesIn(part: Part, defs: Readonly<Record<string, Part>>): Found[] {
  const named = part.$ref === undefined ? undefined : defs[part.$ref.replace('#/$defs/', '')];
  if (named !== undefined) return datesIn(named, defs);
  const constants = Object.entries(part.properties ?? {}).flatMap(([key, each]) =>
    each.const === undefined ? [] : [[key, each.const]],
  );
  const below = (key: string | number, each: Part) =>
    datesIn(each, defs).map(({ path, sent, ...found }) => ({
      ...found,
      path: [key, ...path],
      sent: (value: unknown) =>
        typeof key === 'number' ? [sent(value)] : { ...Object.fromEntries(constants), [key]: sent(value) },
    }));
  const { format } = part;
  const own: Found[] =
    format === 'date-time' || format === 'date' ? [{ path: [], format, sent: (value) => value }] : [];
  return [
    ...own,
    ...Object.entries(part.properties ?? {}).flatMap(([key, each]) => below(key, each)),
    ...(part.items === undefined ? [] : below(0, part.items)),
    ...[...(part.anyOf ?? []), ...(part.oneOf ?? []), ...(part.allOf ?? [])].flatMap((each) =>
      datesIn(each, defs),
    ),
  ];
}

/** What is wrong at this place, when all that is sent is this value there. */
function faultsAt({ schema, path, sent }: Place, value: string): string[] {
  const { error } = schema.safeParse(sent(value));
  return issuesOf(error?.issues ?? [])
    .filter((issue) => issue.path.join('/') === path.join('/'))
    .map(({ code }) => code);
}

/** Those of each shape of a union too. */
function issuesOf(
  issues: readonly z.core.$ZodIssue[],
  above: readonly PropertyKey[] = [],
): z.core.$ZodIssue[] {
  return issues.flatMap((issue) => {
    const path = [...above, ...issue.path];
    const inner = issue.code === 'invalid_union' ? issue.errors.flatMap((each) => issuesOf(each, path)) : [];
    return [{ ...issue, path }, ...inner];
  });
}

const named = (format: Place['format']) =>
  PLACES.filter((place) => place.format === format).map(
    (place) => [`${place.route} ${place.path.join('/')}`, place] as const,
  );

test('there are many', () => {
  expect(named('date-time').length).toBeGreaterThan(20);
  expect(named('date').length).toBeGreaterThan(5);
});

describe('an instant', () => {
  test.each(named('date-time'))(
    'is taken as other languages write it, and a slip is told: %s',
    (_, place) => {
      for (const good of [
        '2026-11-30T00:00:00Z',
        '2026-11-30T00:00:00.123456Z',
        '2026-11-30T07:00:00.123456789+07:00',
      ])
        expect(faultsAt(place, good), good).toEqual([]);
      for (const bad of [
        '2026-11-30',
        '2026-11-30T00:00:00',
        '2026-02-30T00:00:00Z',
        '0000-01-01T00:00:00Z',
        '9999-12-31T23:59:59-23:59',
      ])
        expect(faultsAt(place, bad), bad).not.toEqual([]);
    },
  );
});

describe('a day', () => {
  test.each(named('date'))('is one of the calendar: %s', (_, place) => {
    expect(faultsAt(place, '2026-11-30')).toEqual([]);
    for (const bad of ['30.11.2026', '2026-02-30', '0000-01-01', '2026-11-30T00:00:00Z'])
      expect(faultsAt(place, bad), bad).not.toEqual([]);
  });
});
