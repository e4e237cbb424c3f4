/** A case lived through in simulated time: people of an office act by the rules, some late, until it has ended. */
import { canonicalJson, sha256, textDigest } from '../../db/core/digest.ts';
import { resolveAgencies } from '../../domain/agencies/directory.ts';
import { officesOf } from '../../domain/agencies/offices.ts';
import type { Agency } from '../../domain/agencies/types.ts';
import { availableActions } from '../../domain/cases/rules/actions.ts';
import { decide } from '../../domain/cases/rules/decide.ts';
import { EDITION } from '../../domain/cases/rules/edition.ts';
import { nextWake } from '../../domain/cases/rules/wake.ts';
import type { Actor, Command, CommandName, Definition, Filing } from '../../domain/cases/state/commands.ts';
import { ENGINE } from '../../domain/cases/state/commands.ts';
import { versionsOf } from '../../domain/cases/state/definition.ts';
import type { CaseEvent } from '../../domain/cases/state/events.ts';
import { evolve } from '../../domain/cases/state/evolve.ts';
import type { CaseState, DocumentRef, Task, TextContentRef } from '../../domain/cases/state/state.ts';
import type { AgencyId, CaseId, TaskId, UserId } from '../../domain/ids.ts';
import { addWorking, nextOpening } from '../../domain/time/calendar.ts';
import type { BusinessCalendar } from '../../domain/time/calendar-types.ts';
import { type Instant, minutes } from '../../domain/time/instant.ts';
import type { Channel } from '../../domain/vocabulary/channels.ts';
import type { HistoryLine } from '../record/history-line.ts';
import { Chance } from './chance.ts';
import { sampleForm } from './sample-forms.ts';
import { address, personName, phone, place } from './sample-texts.ts';
import { type Move, nextMove } from './simulated-people.ts';

/** The offices of a province and who works in them, citizens with an account among them. */
export interface Surroundings {
  readonly agencies: readonly Agency[];
  readonly actors: readonly Actor[];
}

export interface Simulation {
  readonly definition: Definition;
  readonly surroundings: Surroundings;
  /** The same seed gives the same case, and another seed another case: its id comes from it. */
  readonly seed: string;
  readonly start: Instant;
}

/** More than this has no plausible case; a procedure whose ways only lead back would. */
const MOST_ORDERS = 400;

/**
 * Drives one case by the same rules as a real one to its end.
 * @throws Error when nobody can bring it on, or it does not end.
 */
export function simulateCase(simulation: Simulation): {
  readonly state: CaseState;
  readonly line: HistoryLine;
} {
  const life = new Life(simulation);
  life.file();
  for (let orders = 0; orders < MOST_ORDERS; orders++) {
    if (life.state.status === 'closed') return { state: life.state, line: life.line };
    life.goOn();
  }
  throw new Error(`${simulation.seed}: the case does not end`);
}

export function simulatedCaseId(seed: string): CaseId {
  return sha256(`simulated\n${seed}`).slice(0, 32) as CaseId;
}

class Life {
  readonly #definition: Definition;
  readonly #surroundings: Surroundings;
  readonly #chance: Chance;
  readonly #id: CaseId;
  readonly #events: CaseEvent[] = [];
  readonly #textContents: HistoryLine['textContents'] = [];
  readonly #documents: HistoryLine['documents'] = [];
  #party: HistoryLine['party'] = null;
  #state: CaseState | null = null;
  #now: Instant;

  constructor({ definition, surroundings, seed, start }: Simulation) {
    this.#definition = definition;
    this.#surroundings = surroundings;
    this.#chance = new Chance(seed);
    this.#id = simulatedCaseId(seed);
    this.#now = start;
  }

  get state(): CaseState {
    if (this.#state === null) throw new Error('nothing was filed');
    return this.#state;
  }

  get line(): HistoryLine {
    return {
      format: 1,
      events: this.#events,
      textContents: this.#textContents,
      documents: this.#documents,
      party: this.#party,
    };
  }

  file(): void {
    const { procedure, ref } = this.#definition;
    const chance = this.#chance;
    const { by, channel, counter, owner } = this.#whereToFile();
    const resolved = resolveAgencies(this.#surroundings.agencies, procedure, owner.id, counter.id);
    if (!resolved.ok) throw new Error(`no agency fulfils ${resolved.missing.join(', ')}`);
    // Over the counter only in office hours.
    if (channel !== 'online' && procedure.kind === 'dossier')
      this.#now = addWorking(
        this.#office,
        nextOpening(this.#office, this.#now),
        minutes(chance.between(0, 200)),
      );
    const form = sampleForm(procedure, chance, owner.area === null ? {} : { ward: owner.area });
    const anonymous = procedure.kind === 'complaint' && channel !== 'online' && chance.happens(0.3);
    if (!anonymous)
      this.#party = {
        name: personName(chance),
        phone: phone(chance),
        email: null,
        address: address(chance),
        idNumber: null,
      };
    const facts = procedure.facts.flatMap(({ name }) => {
      const value = form[name];
      return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string'
        ? [[name, value] as const]
        : [];
    });
    const filing: Filing = {
      caseId: this.#id,
      kind: procedure.kind,
      procedure: ref,
      province: by.province,
      channel,
      agencies: resolved.agencies,
      agencyCode: counter.code,
      applicant: channel === 'online' ? by.user : null,
      facts: Object.fromEntries(facts),
      form: this.#say(
        'form',
        procedure.kind === 'complaint' ? { ...form, location: place(chance) } : form,
        by.user,
      ),
      documents: procedure.documents
        .filter(({ required }) => required || chance.happens(0.4))
        .map(({ id }) => this.#document(id, by.user)),
      delivery: procedure.result === null ? null : chance.pick(procedure.result.delivery),
      calendars: versionsOf(this.#definition),
      offices: officesOf(this.#surroundings.agencies, Object.values(resolved.agencies)),
      edition: EDITION,
    };
    this.#give(by, { type: 'submit', filing });
  }

  /** Whatever comes next: somebody's action after its time, or the moment that was waited for. */
  goOn(): void {
    const move = nextMove(this.state, this.#definition, this.#chance, {
      who: (name, taskId) => this.#who(name, taskId),
      neighbours: (task) => this.#neighbours(task),
    });
    if (move === 'wait') {
      const wake = nextWake(this.state, this.#definition);
      if (wake === null)
        throw new Error(
          `${this.#definition.procedure.code}, ${this.state.status}: nobody can bring it on, and nothing is waited for`,
        );
      this.#tickUntil(wake);
      return;
    }
    const before = this.state.version;
    this.#tickUntil(this.#after(move));
    // What happened meanwhile may have given the task to somebody else, or ended the case.
    if (this.state.version !== before && !this.#still(move)) return;
    this.#give(move.by, move.command(this));
  }

  /** Keeps words, and gives what an event holds of them. */
  say(kind: HistoryLine['textContents'][number]['kind'], content: unknown, by: UserId): TextContentRef {
    return this.#say(kind, content, by);
  }

  document(rule: string, by: UserId): DocumentRef {
    return this.#document(rule, by);
  }

  #say(kind: HistoryLine['textContents'][number]['kind'], content: unknown, author: UserId): TextContentRef {
    const id = `${this.#id}-w${this.#textContents.length}`;
    const salt = this.#chance.hex(32);
    this.#textContents.push({ id, kind, author, content, salt });
    return { id, digest: textDigest(salt, content) };
  }

  #document(rule: string, author: UserId): DocumentRef {
    const known = this.#definition.procedure.documents.find(({ id }) => id === rule);
    const mediaType = known?.accept[0] ?? 'application/pdf';
    const id = `${this.#id}-d${this.#documents.length}`;
    const digest = sha256(id);
    const name = `${rule}.${mediaType === 'image/jpeg' ? 'jpg' : mediaType === 'image/png' ? 'png' : 'pdf'}`;
    this.#documents.push({
      id,
      rule,
      digest,
      name,
      mediaType,
      size: this.#chance.between(20_000, 900_000),
      author,
    });
    return { id, rule, digest };
  }

  get #office(): BusinessCalendar {
    return this.#calendar(this.#definition.procedure.sla.calendar);
  }

  #calendar(id: string): BusinessCalendar {
    const calendar = this.#definition.calendars[id];
    if (calendar === undefined) throw new Error(`no calendar ${id}`);
    return calendar;
  }

  #whereToFile() {
    const { procedure } = this.#definition;
    const { agencies, actors } = this.#surroundings;
    const chance = this.#chance;
    const channel: Channel = chance.pick(procedure.channels.filter((each) => each !== 'sensor'));
    const owner = chance.pick(agencies.filter(({ fulfils }) => fulfils.includes(procedure.owner)));
    const wanted = procedure.kind === 'complaint' ? 'operations-centre' : 'counter';
    const counters = agencies.filter(
      ({ id, fulfils }) =>
        fulfils.includes(wanted) &&
        actors.some(({ roles }) => roles.some((held) => held.role === 'receptionist' && held.agency === id)),
    );
    const near = counters.filter(({ area }) => area === owner.area);
    // A counter takes in what another place decides.
    const counter = chance.pick(near.length > 0 && chance.happens(0.85) ? near : counters);
    const by = chance.pick(
      actors.filter(({ roles }) =>
        roles.some(({ role, agency }) =>
          channel === 'online' ? role === 'citizen' : role === 'receptionist' && agency === counter.id,
        ),
      ),
    );
    return { by, channel, counter, owner };
  }

  #who(name: CommandName, taskId: TaskId | null): Actor | null {
    const able = this.#surroundings.actors.filter((actor) => this.#may(actor, name, taskId));
    return able.length === 0 ? null : this.#chance.pick(able);
  }

  #neighbours(task: Task): readonly AgencyId[] {
    const { agencies, actors } = this.#surroundings;
    const own = agencies.find(({ id }) => id === task.agency)?.fulfils ?? [];
    return agencies
      .filter(({ id, fulfils }) => id !== task.agency && own.some((each) => fulfils.includes(each)))
      .map(({ id }) => id)
      .filter((id) =>
        actors.some(({ roles }) => roles.some(({ role, agency }) => role === task.role && agency === id)),
      );
  }

  #may(actor: Actor, name: CommandName, taskId: TaskId | null): boolean {
    return availableActions(this.state, this.#definition, actor).some(
      (each) => each.name === name && each.taskId === taskId,
    );
  }

  #still({ name, taskId, by }: Move): boolean {
    return this.#may(by, name, taskId);
  }

  /** When the move is made. People work in office hours, except where the clock itself runs day and night. */
  #after({ calendar, wait }: Move): Instant {
    return addWorking(this.#calendar(calendar), this.#now, minutes(wait));
  }

  #tickUntil(later: Instant): void {
    for (let ticks = 0; ticks < 1_000 && this.state.status !== 'closed'; ticks++) {
      const wake = nextWake(this.state, this.#definition);
      if (wake === null || wake > later) break;
      this.#now = Math.max(wake, this.#now) as Instant;
      this.#give({ user: ENGINE, province: this.state.province, roles: [] }, { type: 'tick' });
    }
    if (this.state.status !== 'closed') this.#now = Math.max(later, this.#now) as Instant;
  }

  #give(by: Actor, command: Command): void {
    const version = this.#state?.version ?? 0;
    const own = command.type === 'tick';
    const order = {
      id: own ? `tick-${version}` : sha256(`${this.#id}\n${version}`).slice(0, 32),
      fingerprint: own ? '' : sha256(canonicalJson(command)),
      actor: by,
      expectedVersion: null,
      command,
    };
    const decision = decide(this.#state, order, this.#now, this.#definition);
    // So late that what they would give is over already: they go on with the work instead.
    if (!decision.ok && decision.refusal.code === 'extension-too-short') return;
    if (!decision.ok)
      throw new Error(`${this.#id}: ${command.type} was refused: ${JSON.stringify(decision.refusal)}`);
    for (const event of decision.events) this.#state = evolve(this.#state, event);
    this.#events.push(...decision.events);
  }
}
