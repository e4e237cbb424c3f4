/** An office at work, over HTTP alone: files cases and drives them to their ends by the actions that the API offers. */
import { randomUUID } from 'node:crypto';
import type { CaseKind } from '../../domain/vocabulary/kinds.ts';
import { exampleOf, type JsonSchema } from './example.ts';

export interface DemoUser {
  readonly id: string;
  readonly province: string;
  readonly name: string;
  readonly roles: readonly { readonly role: string; readonly agency: string | null }[];
}

export interface OfferedAction {
  readonly name: string;
  readonly taskId: string | null;
  readonly input: JsonSchema;
}

export interface CaseSeen {
  readonly id: string;
  readonly code: string;
  readonly status: string;
  readonly ending: string | null;
  readonly version: number;
  readonly actions: readonly OfferedAction[];
}

export interface ProcedureSeen {
  readonly code: string;
  readonly kind: CaseKind;
  readonly owner: string;
  readonly channels: readonly string[];
  readonly form: JsonSchema;
  readonly documents?: readonly {
    readonly id: string;
    readonly required: boolean;
    readonly accept: readonly string[];
  }[];
}

/** What brings a case on, the most urgent first; the rest of the actions lead aside or back. */
const ONWARD = [
  'receive-supplement',
  'resume',
  'pay',
  'accept',
  'classify',
  'complete',
  'claim',
  'deliver',
  'publish',
  'close',
] as const;
/** Outcomes that refuse, return, or ask for more. */
const ASIDE = /refus|reject|disagree|not-|return|supplement|stop|fail|transfer/;
/** By which somebody at a counter or on a telephone takes a case in for another. */
const STAFF_CHANNELS = ['counter', 'phone', 'post', 'online'];
const MOST_ACTIONS = 60;
const UNAVAILABLE = 503;
const MOST_TRIES = 10;

export class Office {
  readonly #base: string;
  readonly #province: string;
  readonly #tokens = new Map<string, string>();
  users: readonly DemoUser[] = [];

  constructor(base: string, province = 'hue') {
    this.#base = base;
    this.#province = province;
  }

  /** Gets a token of every demonstration user of the province. */
  async open(): Promise<void> {
    const listed = itemsOf(await this.#json('GET', '/dev/users', null)) as DemoUser[];
    this.users = listed.filter(({ province }) => province === this.#province);
    for (const { id } of this.users) {
      const { token } = (await this.#json('POST', '/dev/token', null, { user: id })) as { token: string };
      this.#tokens.set(id, token);
    }
  }

  having(role: string): DemoUser {
    const found = this.users.find((user) => user.roles.some((each) => each.role === role));
    if (!found) throw new Error(`no demonstration user is a ${role}`);
    return found;
  }

  get(user: string, path: string): Promise<unknown> {
    return this.#json('GET', path, user);
  }

  async procedures(): Promise<readonly ProcedureSeen[]> {
    const reader = this.having('administrator').id;
    const listed = itemsOf(await this.get(reader, '/v1/procedures')) as { code: string }[];
    const whole = await Promise.all(
      listed.map(({ code }) => this.get(reader, `/v1/procedures/${encodeURIComponent(code)}`)),
    );
    return whole.map((each) => (each as { procedure: ProcedureSeen }).procedure);
  }

  /** Files a case with all that its procedure requires. */
  async file(procedure: ProcedureSeen): Promise<CaseSeen> {
    const agencies = itemsOf(await this.get(this.having('administrator').id, '/v1/agencies')) as {
      id: string;
      fulfils: readonly string[];
    }[];
    const owner = agencies.find(({ fulfils }) => fulfils.includes(procedure.owner))?.id;
    const clerk = this.having('receptionist').id;
    const channel = STAFF_CHANNELS.find((each) => procedure.channels.includes(each)) ?? procedure.channels[0];
    const documents = (procedure.documents ?? [])
      .filter(({ required }) => required)
      .map(({ id, accept }) => document(id, accept[0] ?? 'application/pdf'));
    const common = { procedure: procedure.code, channel, form: exampleOf(procedure.form), documents, owner };
    const person = { name: 'Trần Thị Thử', phone: '0912345678' };
    const body =
      procedure.kind === 'dossier' ? { ...common, applicant: person } : { ...common, reporter: person };
    return (await this.#json('POST', `/v1/${procedure.kind}s`, clerk, body)) as CaseSeen;
  }

  /** Does what the API offers to anybody until the case is closed. */
  async driveToEnd(id: string): Promise<CaseSeen> {
    const done: string[] = [];
    const saw = new Set<string>();
    while (done.length < MOST_ACTIONS) {
      const next = await this.#next(id, saw);
      if (next.seen.status === 'closed') return next.seen;
      if (next.action === null) {
        throw new Error(
          `case ${next.seen.code} is ${next.seen.status} and nobody can bring it on after ${done.join(', ')}`,
        );
      }
      const { user, action } = next;
      await this.#json(
        'POST',
        `/v1/cases/${id}/actions/${action.name}`,
        user,
        inputOf(action),
        next.seen.version,
      );
      done.push(`${action.name} by ${user}`);
    }
    throw new Error(`case ${id} is not closed after ${done.join(', ')}`);
  }

  /** What brings the case on: asked of those who saw it before, and of everybody when none of them can. */
  async #next(id: string, saw: Set<string>) {
    const known = await this.#best(
      id,
      this.users.filter((user) => saw.has(user.id)),
      saw,
    );
    const found = known?.action == null ? await this.#best(id, this.users, saw) : known;
    if (found === null) throw new Error(`nobody may see case ${id}`);
    return found;
  }

  /** null: none of them may see it. */
  async #best(id: string, users: readonly DemoUser[], saw: Set<string>) {
    let seen: CaseSeen | null = null;
    let best: { user: string; action: OfferedAction; rank: number } | null = null;
    const views = await Promise.all(
      users.map(async (user) => ({ user, view: await this.#case(user.id, id) })),
    );
    for (const { user, view } of views) {
      if (view === null) continue;
      saw.add(user.id);
      seen = view;
      for (const action of view.actions) {
        const rank = (ONWARD as readonly string[]).indexOf(action.name);
        if (rank >= 0 && (best === null || rank < best.rank)) best = { user: user.id, action, rank };
      }
    }
    return seen === null ? null : { seen, user: best?.user ?? '', action: best?.action ?? null };
  }

  /** null when this user may not see it. */
  async #case(user: string, id: string): Promise<CaseSeen | null> {
    const answer = await this.#answered('GET', `/v1/cases/${id}`, user);
    if (answer.status === 404 || answer.status === 403) return null;
    return (await read(answer, `GET /v1/cases/${id} as ${user}`)) as CaseSeen;
  }

  async #json(
    method: string,
    path: string,
    user: string | null,
    body?: unknown,
    version?: number,
  ): Promise<unknown> {
    return read(await this.#answered(method, path, user, body, version), `${method} ${path} as ${user}`);
  }

  /** What cannot be answered now is asked again under the same key, as the answer says. */
  async #answered(method: string, path: string, user: string | null, body?: unknown, version?: number) {
    const key = randomUUID();
    for (let tries = 1; ; tries++) {
      const answer = await this.#send(method, path, user, key, body, version);
      if (answer.status !== UNAVAILABLE || tries === MOST_TRIES) return answer;
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }

  #send(
    method: string,
    path: string,
    user: string | null,
    key: string,
    body?: unknown,
    version?: number,
  ): Promise<Response> {
    const token = user === null ? undefined : this.#tokens.get(user);
    return fetch(`${this.#base}${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': key }),
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }
}

export function itemsOf(page: unknown): unknown[] {
  return (page as { items: unknown[] }).items;
}

function inputOf({ name, taskId, input }: OfferedAction): unknown {
  const filled = exampleOf(input, ['reason']) as Record<string, unknown>;
  if (taskId !== null) filled.taskId = taskId;
  if (name !== 'complete') return filled;
  const outcome = onwardOutcome(input.properties?.outcome ?? {}, taskId ?? '');
  const demands = ((input as Demanding).allOf ?? []).filter(
    (each) => each.if.properties.outcome.const === outcome,
  );
  const rules = demands.flatMap(({ then: { properties } }) =>
    (properties?.documents?.allOf ?? []).map(({ contains }) => contains.properties.rule.const),
  );
  return {
    ...filled,
    outcome,
    ...(rules.length > 0 ? { documents: rules.map((rule) => document(rule, 'image/jpeg')) } : {}),
    ...(demands.some(({ then: { required } }) => required.includes('position'))
      ? { position: { lat: 16.46, lon: 107.59, accuracy: 8 } }
      : {}),
  };
}

/** What must come with an outcome, as the schema of the action says it. */
interface Demanding extends JsonSchema {
  readonly allOf?: readonly {
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
  }[];
}

/** At another visit of the same step another outcome, so that a way that leads back is not gone for ever. */
function onwardOutcome(schema: JsonSchema, taskId: string): unknown {
  const all = schema.enum ?? (schema.oneOf ?? schema.anyOf ?? [schema]).map((each) => each.const);
  const onward = all.filter((outcome) => !ASIDE.test(String(outcome)));
  const visit = Number(taskId.split('.')[1] ?? 1);
  return onward.length === 0 ? all[0] : onward[(visit - 1) % onward.length];
}

function document(rule: string, mediaType: string) {
  return { rule, name: `${rule}.pdf`, mediaType, size: 1024, sha256: 'a'.repeat(64) };
}

async function read(answer: Response, what: string): Promise<unknown> {
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${what}: ${answer.status} ${text}`);
  return text === '' ? null : JSON.parse(text);
}
