/** One call of the carrier's API: logged in, in time, and told apart by whether trying again can help. */
import { CarrierDown, CarrierRefused } from './types.ts';
import { KEY_HEADER, PATHS, WireRefusal, WireToken } from './wire.ts';

export interface Answer {
  /** Which call it answers. */
  readonly call: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
}

export interface Sent {
  readonly body?: object;
  /** Under which it is done once. */
  readonly key?: string;
  /** The refusal that means: there is none. */
  readonly none?: string;
}

interface Access {
  readonly url: string;
  readonly account: string;
  readonly password: string;
}

/** A token is renewed so long before it ends. */
const RENEWED_BEFORE_MS = 30_000;
const MOST_BYTES = 8 * 1024 * 1024;
/** Says nothing about the order: the carrier is overloaded, or took too long to hear us. */
const AGAIN = [408, 425, 429];

export interface PostalCalls {
  /** @throws CarrierDown, CarrierRefused */
  ask(
    call: string,
    method: 'GET' | 'POST',
    path: string,
    sent: Sent & { readonly none: string },
  ): Promise<Answer | null>;
  ask(call: string, method: 'GET' | 'POST', path: string, sent?: Sent): Promise<Answer>;
}

export function postalCalls({ url, account, password }: Access, withinMs: number): PostalCalls {
  const base = url.replace(/\/+$/, '');
  let token: { readonly value: string; readonly until: number } | null = null;
  let loggingIn: Promise<string> | null = null;

  async function logIn(): Promise<string> {
    const answer = await request('login', 'POST', PATHS.login, { tenDangNhap: account, matKhau: password });
    // Not the order's fault: it can go out when somebody has mended the account.
    if (answer.status === 401 || answer.status === 403)
      throw new CarrierDown('login: the account is not taken');
    if (answer.status !== 200) throw new CarrierDown(`login: ${answer.status}`);
    const read = WireToken.safeParse(jsonOf(answer.content));
    if (!read.success) throw new CarrierDown('login: an answer of another shape');
    const { maTruyCap: value, hieuLuc } = read.data;
    token = { value, until: Date.now() + hieuLuc * 1000 - Math.min(RENEWED_BEFORE_MS, hieuLuc * 500) };
    return value;
  }

  /** Many calls at once log in once. */
  function currentToken(): Promise<string> {
    if (token !== null && Date.now() < token.until) return Promise.resolve(token.value);
    loggingIn ??= logIn().finally(() => {
      loggingIn = null;
    });
    return loggingIn;
  }

  async function request(
    call: string,
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ) {
    try {
      const response = await fetch(base + path, {
        method,
        headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        // Followed, names and addresses would go to somebody else.
        redirect: 'manual',
        signal: AbortSignal.timeout(withinMs),
      });
      const mediaType = (response.headers.get('content-type') ?? '').split(';')[0]?.trim() ?? '';
      return { call, status: response.status, mediaType, content: await bytesOf(response) };
    } catch (error) {
      throw new CarrierDown(`${call}: ${reasonOf(error)}`);
    }
  }

  async function ask(
    call: string,
    method: 'GET' | 'POST',
    path: string,
    { body, key, none }: Sent = {},
  ): Promise<Answer | null> {
    const attempt = async () => {
      const used = await currentToken();
      const headers = {
        Authorization: `Bearer ${used}`,
        ...(key === undefined ? {} : { [KEY_HEADER]: key }),
      };
      const answer = await request(call, method, path, body, headers);
      // The carrier may take a token back before its time.
      if (answer.status === 401 && token?.value === used) token = null;
      return answer;
    };
    let answer = await attempt();
    if (answer.status === 401) answer = await attempt();
    const { status, content, mediaType } = answer;
    if (status >= 200 && status < 300) return { call, content, mediaType };
    if (status === 401 || status < 400 || status >= 500 || AGAIN.includes(status))
      throw new CarrierDown(`${call}: ${status}`);
    const refusal = WireRefusal.safeParse(jsonOf(content));
    // A refusal that is not in the carrier's words may come from anything between us.
    if (!refusal.success) throw new CarrierDown(`${call}: ${status} without a reason`);
    if (refusal.data.maLoi === none) return null;
    throw new CarrierRefused(refusal.data.maLoi);
  }

  return { ask: ask as PostalCalls['ask'] };
}

async function bytesOf(response: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const part = (await reader?.read())?.value;
    if (part === undefined) break;
    size += part.byteLength;
    if (size > MOST_BYTES) {
      await reader?.cancel();
      throw new Error('too long an answer');
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function jsonOf(content: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(content));
  } catch {
    return undefined;
  }
}

/** Why there is no answer: a code of the network, without the address. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer';
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'no answer in time';
  const code = error.cause instanceof Error && 'code' in error.cause ? error.cause.code : undefined;
  return typeof code === 'string' ? code : 'no answer';
}
