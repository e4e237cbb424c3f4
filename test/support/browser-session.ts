/** A browser as far as cookies go: enough to sign in and be somebody. */

export class BrowserSession {
  readonly #origin: string;
  /** By path and name, as browsers tell them apart. */
  readonly #cookies = new Map<
    string,
    { readonly path: string; readonly name: string; readonly value: string }
  >();

  constructor(origin: string) {
    this.#origin = origin;
  }

  get cookies(): ReadonlyMap<string, string> {
    return new Map([...this.#cookies.values()].map(({ name, value }) => [name, value]));
  }

  /** One request; redirects are given back, not followed. */
  async ask(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    const url = new URL(path, this.#origin);
    const sent = [...this.#cookies.values()].filter((cookie) => url.pathname.startsWith(cookie.path));
    headers.set('cookie', sent.map(({ name, value }) => `${name}=${value}`).join('; '));
    const answer = await fetch(url, { ...init, headers, redirect: 'manual' });
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
    const [, path = '/'] =
      attributes.map((each) => /^\s*path=(.+)$/i.exec(each)).find((each) => each !== null) ?? [];
    const isGone = value === '' || attributes.some((each) => /expires=thu, 01 jan 1970/i.test(each));
    if (isGone) this.#cookies.delete(`${path} ${name}`);
    else this.#cookies.set(`${path} ${name}`, { path, name, value });
  }
}
