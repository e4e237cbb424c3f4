/** A browser as far as cookies go: enough to sign in and be somebody. */

export class BrowserSession {
  readonly #origin: string;
  readonly #cookies = new Map<string, string>();

  constructor(origin: string) {
    this.#origin = origin;
  }

  get cookies(): ReadonlyMap<string, string> {
    return this.#cookies;
  }

  /** One request; redirects are given back, not followed. */
  async ask(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('cookie', [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const answer = await fetch(new URL(path, this.#origin), { ...init, headers, redirect: 'manual' });
    for (const cookie of answer.headers.getSetCookie()) this.#keep(cookie);
    return answer;
  }

  /** Goes where it is led, until it is led no further. */
  async follow(path: string, init: RequestInit = {}): Promise<{ answer: Response; at: string }> {
    let at = path;
    let answer = await this.ask(at, init);
    for (let hops = 0; hops < 10; hops++) {
      const to = answer.headers.get('location');
      if (to === null) break;
      at = to;
      answer = await this.ask(at);
    }
    return { answer, at };
  }

  /** Signs in as one of the development identity provider's people. Gives the address where it ends. */
  async signIn(user: string, to = '/'): Promise<string> {
    const { at } = await this.follow(`/auth/sign-in?to=${encodeURIComponent(to)}`);
    const chosen = await this.follow(at, { method: 'POST', body: new URLSearchParams({ user }) });
    return chosen.at;
  }

  async session(): Promise<{ user: string | null; csrf: string | null }> {
    return (await this.ask('/auth/session')).json() as Promise<{ user: string | null; csrf: string | null }>;
  }

  #keep(cookie: string): void {
    const [pair = '', ...attributes] = cookie.split(';');
    const [name = '', value = ''] = pair.split('=');
    const isGone = value === '' || attributes.some((each) => /expires=thu, 01 jan 1970/i.test(each));
    if (isGone) this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}
