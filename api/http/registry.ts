/** A route says once what it takes and gives; the router and the OpenAPI document are both made of that. */
import type { Request, RequestHandler, Response, Router } from 'express';
import { z } from 'zod';
import type { ProblemCode } from '../../contracts/http/problem.ts';
import type { Language } from '../../contracts/texts/index.ts';
import type { Actor } from '../../domain/cases/state/commands.ts';
import { anyBytes, checked, demandClean, jsonBytes, jsonOf } from './body.ts';
import type { Context } from './context.ts';
import { languageOf, Problem } from './problem.ts';

type Shape = z.ZodObject;
type Out<T> = T extends z.ZodType ? z.output<T> : undefined;

export interface Call<P, Q, B, A> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly actor: A;
  readonly language: Language;
  readonly req: Request;
  readonly res: Response;
  readonly context: Context;
}

export interface Reply {
  readonly status?: number;
  /** undefined: none. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Route {
  readonly method: 'get' | 'post' | 'put' | 'delete' | 'patch' | 'head' | 'options';
  /** As OpenAPI writes it: `/v1/cases/{idOrCode}`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** `public` needs no token. */
  readonly access: 'public' | 'user';
  readonly params?: Shape;
  readonly query?: Shape;
  readonly body?: z.ZodType;
  /** Takes a body of any kind and looks at none. */
  readonly anyBody?: true;
  /** Takes a body of this media type as it comes, and reads it itself. */
  readonly stream?: string;
  /** What it reads besides the usual headers. */
  readonly headers?: readonly {
    readonly name: string;
    readonly required: boolean;
    readonly description: string;
  }[];
  /** Takes an Idempotency-Key, and (`version`) an If-Match. */
  readonly keyed?: 'key' | 'version';
  /** Asked before anything that was sent is looked at, for instance who signed it. Throws a Problem. */
  readonly before?: (req: Request, res: Response, context: Context) => Promise<void>;
  /** Does many things, each of which has its own time; every other answer is there within ANSWER_WITHIN_MS. */
  readonly slow?: true;
  readonly answers: Readonly<
    Record<
      number,
      {
        readonly description: string;
        /** Absent: there is none. */
        readonly body?: z.ZodType;
        readonly mediaType?: string;
        /** The same as files, in these media types. */
        readonly files?: readonly string[];
      }
    >
  >;
  readonly problems: readonly ProblemCode[];
  readonly run: (call: Call<never, never, never, never>) => Promise<Reply | null>;
}

/** Types the handler by what the route takes. It answers with a reply, or null when it has written the response itself. */
export function route<
  P extends Shape | undefined = undefined,
  Q extends Shape | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  A extends 'public' | 'user' = 'user',
>(
  spec: Omit<Route, 'run' | 'params' | 'query' | 'body' | 'access'> & {
    readonly access?: A;
    readonly params?: P;
    readonly query?: Q;
    readonly body?: B;
    readonly run: (
      call: Call<Out<P>, Out<Q>, Out<B>, A extends 'public' ? null : Actor>,
    ) => Promise<Reply | null>;
  },
): Route {
  return { access: 'user', ...spec } as unknown as Route;
}

export const ok = (body: unknown, headers: Readonly<Record<string, string>> = {}): Reply => ({
  body,
  headers,
});

/** Puts the routes into Express. A known path with another method answers 405 and names those it takes. */
export function mount(router: Router, routes: readonly Route[], context: Context): void {
  const paths = new Map<string, Route[]>();
  for (const each of routes) {
    paths.set(each.path, [...(paths.get(each.path) ?? []), each]);
    router[each.method](
      expressPath(each.path),
      each.stream !== undefined ? untouched : each.anyBody === true ? anyBytes() : jsonBytes(),
      async (req, res) => {
        res.locals.route = each.path;
        const answering = answer(each, req, res, context);
        const reply = await (each.slow === true ? answering : inTime(answering));
        if (reply === null) return;
        for (const [name, value] of Object.entries(reply.headers ?? {})) res.setHeader(name, value);
        if (reply.body === undefined) res.status(reply.status ?? 204).end();
        else res.status(reply.status ?? 200).json(reply.body);
      },
    );
  }
  for (const [path, same] of paths) {
    router.all(expressPath(path), (req, res) => {
      res.setHeader('Allow', same.map(({ method }) => method.toUpperCase()).join(', '));
      throw new Problem('method-not-allowed', { method: req.method });
    });
  }
}

const untouched: RequestHandler = (_req, _res, next) => next();

/** An outage must show within 5 s, however many parts it makes slow. What is under way then goes on unheard. */
const ANSWER_WITHIN_MS = 4_700;

async function inTime<T>(answering: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Problem('unavailable')), ANSWER_WITHIN_MS);
  });
  try {
    return await Promise.race([answering, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** In this order: who calls, then what they ask. */
async function answer(each: Route, req: Request, res: Response, context: Context): Promise<Reply | null> {
  const actor = each.access === 'public' ? null : await context.identity.actorOf(req);
  await each.before?.(req, res, context);
  // No case, code or id has such characters: there is nothing there.
  if (Object.values(req.params).some((value) => String(value).includes('\u0000')))
    throw new Problem('not-found');
  demandClean(req.query);
  const call = {
    params: each.params === undefined ? undefined : checked(each.params, req.params),
    query: each.query === undefined ? undefined : checked(each.query, req.query),
    body: each.body === undefined ? undefined : checked(each.body, jsonOf(req)),
    actor,
    language: languageOf(req),
    req,
    res,
    context,
  };
  return each.run(call as unknown as Call<never, never, never, never>);
}

function expressPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

export const caseParams = z.object({ idOrCode: z.string().min(1).max(100) });
