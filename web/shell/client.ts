/** The API, by the types that its own document gives. A session's cookie says who asks; every change says that it comes from here. */
import createClient, { type Middleware } from 'openapi-fetch';
import type { components, paths } from '../api/schema.gen.ts';
import { currentLanguage } from './language-choice.ts';

/** Problem details of the API (RFC 9457): `errors` name the fields at fault. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly errors: readonly FieldError[];
  /** The code of the case that the order has made already; null: none, or it is not said. */
  readonly filed: string | null;

  constructor(status: number, body: Partial<ProblemBody>) {
    super(body.detail ?? body.title ?? String(status));
    this.status = status;
    this.code = body.code ?? 'internal';
    this.title = body.title ?? String(status);
    this.errors = body.errors ?? [];
    this.filed = body.case ?? null;
  }
}

type ProblemBody = components['schemas']['Problem'];
/** Where the fault lies (JSON pointer), and what it is, in words. */
export type FieldError = NonNullable<ProblemBody['errors']>[number];

/** What the API itself said against it, and not what stands between here and there: a gateway that finds no server answers too. */
export function isRefusal(error: unknown): error is ApiProblem {
  return error instanceof ApiProblem && error.status < 500 && error.status !== 429;
}

let csrf: string | null = null;
/** What the session demands of changes; told by `useSession`. */
export function sayWithChanges(token: string | null): void {
  csrf = token;
  sessionHeard();
}
let sessionHeard = () => {};
const session = new Promise<void>((resolve) => {
  sessionHeard = resolve;
});
/** A page that begins with a search is faster than the answer about its session; without a network there is none. */
const sessionOrPatience = () =>
  Promise.race([session, new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS))]);
const PATIENCE_MS = 5_000;

/** Without it, the session has not been asked about since the page was opened. */
export const mayChange = (): boolean => csrf !== null;

/** For what is not in the API's document. */
export const headersOfChange = (): Record<string, string> => (csrf === null ? {} : { 'X-CSRF-Token': csrf });

const speaking: Middleware = {
  async onRequest({ request }) {
    request.headers.set('Accept-Language', currentLanguage());
    if (request.method === 'GET') return;
    if (csrf === null) await sessionOrPatience();
    if (csrf !== null) request.headers.set('X-CSRF-Token', csrf);
    // The same click is the same order, however often the network makes us say it.
    if (!request.headers.has('Idempotency-Key')) request.headers.set('Idempotency-Key', crypto.randomUUID());
  },
  async onResponse({ response }) {
    if (response.ok) return;
    throw await problemOf(response);
  },
};

async function problemOf(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => ({}));
  return new ApiProblem(response.status, (body ?? {}) as Partial<ProblemBody>);
}

export const api = createClient<paths>({ baseUrl: '/' });
api.use(speaking);

/** What the answer holds as JSON; a refusal has been thrown as ApiProblem before. */
export async function dataOf<T>(call: Promise<{ data?: T }>): Promise<Exclude<T, string | undefined>> {
  const { data } = await call;
  return data as Exclude<T, string | undefined>;
}
