/** A route says once what it takes and gives; the router and the OpenAPI document are both made of that. */
import type { Request, RequestHandler, Response, Router } from 'express';
import { z } from 'zod';
import type { ProblemCode } from '../../contracts/http/problem.ts';
import type { Actor } from '../../domain/cases/state/commands.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
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

/** One of the answers that a route gives; its document, and the type of what its handler may return, are made of it. */
export interface Answer {
  readonly description: string;
  /** Absent: there is none. */
  readonly body?: z.ZodType;
  /** Another than JSON: the handler writes the response itself. */
  readonly mediaType?: string;
  /** The same as files, in these media types, which the handler writes itself. */
  readonly files?: readonly string[];
  /** What always comes with it, and what each means. */
  readonly headers?: Readonly<Record<string, string>>;
}

export type Answers = Readonly<Record<number, Answer>>;

export interface Reply<S extends number = number, B = unknown, H = Readonly<Record<string, string>>> {
  readonly status: S;
  /** undefined: none. */
  readonly body: B;
  readonly headers: H;
}

type DeepReadonly<T> = unknown extends T
  ? T
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;

/** What a body may be in the code that makes it: as its schema says, and nobody need be able to write to it. */
export type BodyOf<S extends z.ZodType> = DeepReadonly<z.output<S>>;

type HeadersOf<A> = A extends { headers: infer H }
  ? { readonly [K in keyof H]: string }
  : Readonly<Record<never, string>>;

type ReplyAs<S extends number, A> = A extends { mediaType: string }
  ? never
  : Reply<S, A extends { body: infer B extends z.ZodType } ? BodyOf<B> : undefined, HeadersOf<A>>;

/** One of the answers that are documented; null where the handler writes the response itself, which only files and streams may. */
export type ReplyTo<N extends Answers> = {
  [S in keyof N & number]:
    | ReplyAs<S, N[S]>
    | (N[S] extends { mediaType: string } | { files: readonly string[] } ? null : never);
}[keyof N & number];

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
  readonly answers: Answers;
  readonly problems: readonly ProblemCode[];
  readonly run: (call: Call<never, never, never, never>) => Promise<Reply | null>;
}

/**
 * Types the handler by what the route takes and by the answers that it documents: a body without a field of its schema, or with
 * another type in it, does not compile.
 */
export function route<
  N extends Answers,
  P extends Shape | undefined = undefined,
  Q extends Shape | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  A extends 'public' | 'user' = 'user',
>(
  spec: Omit<Route, 'run' | 'params' | 'query' | 'body' | 'access' | 'answers'> & {
    readonly access?: A;
    readonly params?: P;
    readonly query?: Q;
    readonly body?: B;
    readonly answers: N;
    readonly run: (
      call: Call<Out<P>, Out<Q>, Out<B>, A extends 'public' ? null : Actor>,
    ) => Promise<ReplyTo<NoInfer<N>>>;
  },
): Route {
  return { access: 'user', ...spec } as unknown as Route;
}

type Headers<H> = Readonly<Record<keyof H & string, string>>;

export function reply<S extends number, B>(status: S, body: B): Reply<S, B, Headers<object>>;
export function reply<S extends number, B, H extends Headers<H>>(
  status: S,
  body: B,
  headers: H,
): Reply<S, B, H>;
export function reply<S extends number, B>(status: S, body: B, headers = {}) {
  return { status, body, headers } as Reply<S, B, never>;
}

export function ok<B>(body: B): Reply<200, B, Headers<object>>;
export function ok<B, H extends Headers<H>>(body: B, headers: H): Reply<200, B, H>;
export function ok<B>(body: B, headers = {}) {
  return { status: 200, body, headers } as Reply<200, B, never>;
}

/** Puts the routes into Express. A known path with another method answers 405 and names those it takes. */
export function mount(router: Router, routes: readonly Route[], context: Context): void {
  const paths = new Map<string, Route[]>();
  for (const each of routes) {
    paths.set(each.path, [...(paths.get(each.path) ?? []), each]);
    router[each.method](
      expressPath(each.path),
      (_req, res, next) => {
        res.locals.route = each.path;
        next();
      },
      each.stream !== undefined ? untouched : each.anyBody === true ? anyBytes() : jsonBytes(),
      async (req, res) => {
        res.locals.answers = each;
        const answering = answer(each, req, res, context);
        const given = await (each.slow === true ? answering : inTime(answering));
        if (given === null) return;
        for (const [name, value] of Object.entries(given.headers)) res.setHeader(name, value);
        if (given.body === undefined) res.status(given.status).end();
        else res.status(given.status).json(given.body);
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
