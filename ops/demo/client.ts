/** The API as the demonstration's people use it: with a token of the development identity provider, over HTTP. */
import { setTimeout as pause } from 'node:timers/promises';

export interface DemoUser {
  readonly id: string;
  readonly province: string;
  readonly roles: readonly { readonly role: string; readonly agency: string | null }[];
}

export interface OfferedAction {
  readonly name: string;
  readonly taskId: string | null;
  readonly input: {
    readonly properties?: { readonly outcome?: { readonly oneOf?: readonly { readonly const: string }[] } };
    /** What must come with an outcome. */
    readonly allOf?: readonly Demand[];
  };
}

interface Demand {
  readonly if: { readonly properties: { readonly outcome: { readonly const: string } } };
  readonly then: {
    readonly required: readonly string[];
    readonly properties?: {
      readonly documents?: {
        readonly allOf: readonly {
          readonly contains: { readonly properties: { readonly rule: { readonly const: string } } };
        }[];
      };
    };
  };
}

export interface CaseSeen {
  readonly id: string;
  readonly status: string;
  readonly counter: string;
  readonly version: number;
  readonly filedAt: string;
  readonly documents: readonly { readonly id: string; readonly rule: string }[];
  readonly shipments: readonly { readonly tracking: string | null; readonly status: string }[];
  readonly fee: { readonly amount: number; readonly paid: boolean } | null;
  readonly tasks: readonly {
    readonly id: string;
    readonly agency: string;
    readonly role: string;
    readonly assignee: string | null;
    readonly closedAt: string | null;
  }[];
  readonly actions: readonly OfferedAction[];
}

/** What the API answered instead of what was asked for. */
export class ApiRefusal extends Error {
  override readonly name = 'ApiRefusal';
  readonly status: number;
  /** The code of the problem; null where there is none. */
  readonly code: string | null;

  constructor(status: number, message: string, body: string) {
    super(message);
    this.status = status;
    this.code = /"code":"([a-z-]+)"/.exec(body)?.[1] ?? null;
  }
}

const PATIENCE_MS = 15_000;
const TRIES = 4;

export class DemoClient {
  readonly #url: string;
  readonly #tokens = new Map<string, Promise<string>>();

  constructor(url: string) {
    this.#url = url.replace(/\/$/, '');
  }

  async users(): Promise<readonly DemoUser[]> {
    const { items } = (await this.#send('GET', '/dev/users', null)) as { items: readonly DemoUser[] };
    return items;
  }

  get(user: string, path: string): Promise<unknown> {
    return this.#send('GET', path, user);
  }

  async list(user: string, path: string): Promise<readonly unknown[]> {
    return ((await this.get(user, path)) as { items: readonly unknown[] }).items;
  }

  async bytes(user: string, path: string): Promise<Uint8Array> {
    const headers = { authorization: `Bearer ${await this.#token(user)}` };
    const answer = await fetch(`${this.#url}${path}`, { headers, signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!answer.ok) throw new ApiRefusal(answer.status, `GET ${path}: ${answer.status}`, await answer.text());
    return new Uint8Array(await answer.arrayBuffer());
  }

  /** Hands a file over; gives its id. */
  async upload(user: string, name: string, bytes: Uint8Array): Promise<string> {
    const file = new Blob([new Uint8Array(bytes)], { type: 'application/octet-stream' });
    const answer = await this.#send('POST', '/v1/documents', user, file, undefined, {
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    });
    return (answer as { id: string }).id;
  }

  /** The same key does the same thing once. */
  post(user: string, path: string, key: string, body: unknown): Promise<unknown> {
    return this.#send('POST', path, user, body, key);
  }

  async #token(user: string): Promise<string> {
    const known = this.#tokens.get(user) ?? this.#newToken(user);
    this.#tokens.set(user, known);
    return known;
  }

  async #newToken(user: string): Promise<string> {
    return ((await this.#send('POST', '/dev/token', null, { user })) as { token: string }).token;
  }

  async #send(
    method: string,
    path: string,
    user: string | null,
    body?: unknown,
    key?: string,
    more: Readonly<Record<string, string>> = {},
  ): Promise<unknown> {
    const headers: Record<string, string> = { 'accept-language': 'vi', ...more };
    if (user !== null) headers.authorization = `Bearer ${await this.#token(user)}`;
    const isFile = body instanceof Blob;
    if (body !== undefined) headers['content-type'] = isFile ? body.type : 'application/json';
    if (key !== undefined) headers['idempotency-key'] = key;
    for (let attempt = 1; ; attempt++) {
      const answer = await fetch(`${this.#url}${path}`, {
        method,
        headers,
        signal: AbortSignal.timeout(PATIENCE_MS),
        ...(body === undefined ? {} : { body: isFile ? body : JSON.stringify(body) }),
      });
      const text = await answer.text();
      if (answer.ok) return text === '' ? null : JSON.parse(text);
      const busy = answer.status === 429 || answer.status === 503;
      if (!busy || attempt === TRIES)
        throw new ApiRefusal(
          answer.status,
          `${method} ${path}: ${answer.status} ${text.slice(0, 300)}`,
          text,
        );
      await pause(1_000 * Math.min(Number(answer.headers.get('retry-after') ?? attempt) || attempt, 10));
    }
  }
}
