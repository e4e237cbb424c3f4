/** The OpenAPI 3.1 document, made of the routes and of the very schemas that check their requests. */
import { z } from 'zod';
import { type ProblemCode, ProblemSchema } from '../../contracts/http/problem.ts';
import { STATUS_OF } from './problem.ts';
import type { Answer, Route } from './registry.ts';

type Json = Record<string, unknown>;

/** What any route can meet, beside what it says itself: each looks at the characters of the address before all else. */
const ALWAYS: readonly ProblemCode[] = ['invalid-input', 'too-many-requests', 'internal', 'unavailable'];
const WITH_TOKEN: readonly ProblemCode[] = ['unauthorised'];
/** By a browser, whose session stands for the token. */
const WITH_CHANGE: readonly ProblemCode[] = ['cross-site-request'];
/** Bytes are taken within bounds also where none are asked for. */
const WITH_BYTES: readonly ProblemCode[] = ['invalid-encoding', 'body-too-large', 'unsupported-media-type'];
const WITH_BODY: readonly ProblemCode[] = ['invalid-json'];

/** What always comes with a problem of this status. */
const PROBLEM_HEADERS: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  401: { 'WWW-Authenticate': 'How to say who asks' },
  429: { 'Retry-After': 'Seconds' },
  503: { 'Retry-After': 'Seconds' },
};

export function openApiOf(routes: readonly Route[], version: string): Json {
  const components = new Components();
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: operationOf(route, components) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Motcua',
      version,
      description:
        'Administrative dossiers and field complaints, from filing to close. Errors are application/problem+json; their ' +
        '`code` is stable, their `detail` is in Vietnamese, or in English if Accept-Language asks for it.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: components.schemas,
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

function operationOf(route: Route, components: Components): Json {
  const { method, path, tag, summary, description, access, keyed, body, stream, headers = [] } = route;
  const header = (name: string, required: boolean, text: string, pattern: string) => ({
    name,
    in: 'header',
    required,
    description: text,
    schema: { type: 'string', pattern },
  });
  const parameters = [
    ...parametersOf('path', route.params, components),
    ...parametersOf('query', route.query, components),
    ...(keyed === undefined
      ? []
      : [
          header(
            'Idempotency-Key',
            true,
            'The same key again does nothing again and gives the same answer.',
            '^[\\x21-\\x7e]{1,255}$',
          ),
        ]),
    ...headers.map((each) => ({ in: 'header', ...each, schema: { type: 'string' } })),
    ...(keyed === 'version'
      ? [header('If-Match', false, 'The version that the caller has seen, in quotes.', '^"\\d{1,9}"$|^\\*$')]
      : []),
  ];
  return {
    operationId: `${method}${path.replaceAll(/[^A-Za-z0-9]+(\w)?/g, (_, next: string | undefined) => next?.toUpperCase() ?? '')}`,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    security: access === 'public' ? [] : [{ token: [] }],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            // Nothing is read as an empty object.
            required: !body.safeParse({}).success,
            content: { 'application/json': { schema: components.schemaOf(body, 'input') } },
          },
        }),
    ...(stream === undefined
      ? {}
      : { requestBody: { content: { [stream]: { schema: { type: 'string', format: 'binary' } } } } }),
    responses: responsesOf(route, components),
  };
}

function parametersOf(place: 'path' | 'query', shape: Route['params'], components: Components): Json[] {
  if (shape === undefined) return [];
  const { properties = {}, required = [] } = components.schemaOf(shape, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema,
  }));
}

interface Documented {
  readonly description: string;
  readonly headers?: Json;
  readonly content?: Json;
}

/** A status may bring an answer of the route's own as well as a problem. */
function responsesOf(route: Route, components: Components): Json {
  const own = answersOf(route, components);
  const problems = problemsOf(route, components);
  const both = Object.keys(own).filter((status) => status in problems);
  return {
    ...own,
    ...problems,
    ...Object.fromEntries(both.map((status) => [status, merged(own[status], problems[status])])),
  };
}

function merged(own: Documented | undefined, problem: Documented | undefined): Documented {
  return {
    description: `${own?.description}; or ${problem?.description}`,
    headers: { ...own?.headers, ...problem?.headers },
    content: { ...own?.content, ...problem?.content },
  };
}

function headersOf(headers: Answer['headers']): { headers?: Json } {
  if (headers === undefined) return {};
  const documented = Object.entries(headers).map(([name, description]) => [
    name,
    { description, required: true, schema: { type: 'string' } },
  ]);
  return { headers: Object.fromEntries(documented) };
}

function answersOf(route: Route, components: Components): Readonly<Record<string, Documented>> {
  return Object.fromEntries(
    Object.entries(route.answers).map(
      ([status, { description, body, mediaType = 'application/json', files = [], headers }]) => [
        status,
        {
          description,
          ...headersOf(headers),
          ...(body === undefined
            ? {}
            : {
                content: {
                  [mediaType]: { schema: components.schemaOf(body, 'output') },
                  ...Object.fromEntries(files.map((each) => [each, { schema: { type: 'string' } }])),
                },
              }),
        },
      ],
    ),
  );
}

/** One entry for each status, naming the codes that it can bring. */
function problemsOf(route: Route, components: Components): Readonly<Record<string, Documented>> {
  const codes = [
    ...(route.access === 'public' ? [] : WITH_TOKEN),
    ...(route.access === 'public' || ['get', 'head'].includes(route.method) ? [] : WITH_CHANGE),
    ...(route.stream === undefined ? WITH_BYTES : []),
    ...(route.body === undefined ? [] : WITH_BODY),
    ...(route.params === undefined ? [] : (['not-found'] as const)),
    ...(route.keyed === undefined ? [] : (['key-required', 'key-reused'] as const)),
    ...route.problems,
    ...ALWAYS,
  ];
  const byStatus = new Map<number, Set<ProblemCode>>();
  for (const code of codes) {
    const status = STATUS_OF[code];
    byStatus.set(status, (byStatus.get(status) ?? new Set()).add(code));
  }
  return Object.fromEntries(
    [...byStatus].map(([status, of]) => [
      status,
      {
        description: [...of].join(', '),
        ...headersOf(PROBLEM_HEADERS[status]),
        content: { 'application/problem+json': { schema: components.schemaOf(ProblemSchema, 'output') } },
      },
    ]),
  );
}

/** Schemas that bear an id stand once, under their names. */
class Components {
  readonly schemas: Record<string, unknown> = {};

  schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
    const {
      $schema: _,
      $defs = {},
      ...root
    } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json & {
      $defs?: Record<string, unknown>;
    };
    for (const [name, each] of Object.entries($defs)) this.schemas[name] = relinked(each);
    const { id } = root;
    if (typeof id !== 'string') return relinked(root) as Json;
    const { id: __, ...named } = root;
    this.schemas[id] = relinked(named);
    return { $ref: `#/components/schemas/${id}` };
  }
}

function relinked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(relinked);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      key === '$ref' && typeof each === 'string'
        ? each.replace('#/$defs/', '#/components/schemas/')
        : relinked(each),
    ]),
  );
}
