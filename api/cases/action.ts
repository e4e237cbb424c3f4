/** What an action is. Each module of `actions/` makes one; `acting.ts` carries it out, `offering.ts` offers it. */
import type { z } from 'zod';
import type { CaseRecord } from '../../db/cases/queries.ts';
import type { Document } from '../../db/cases/submissions.ts';
import type { Agency } from '../../domain/agencies/types.ts';
import type { Actor, Command, CommandOf, Definition } from '../../domain/cases/state/commands.ts';
import type { CaseState, Task } from '../../domain/cases/state/state.ts';
import type { ActionName } from '../../domain/vocabulary/actions.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import type { Context } from '../http/context.ts';
import type { InputSchema } from './input-schema.ts';
import type { References } from './references.ts';

/** One caller who acts on one case. */
export interface Acting<I = unknown> {
  readonly context: Context;
  readonly actor: Actor;
  /** The case as it stands in the record. */
  readonly found: CaseRecord;
  readonly orderId: string;
  readonly input: I;
}

/** The case to which it is offered, as its reader sees it. */
export interface Offer {
  readonly state: CaseState;
  readonly definition: Definition;
  readonly language: Language;
  readonly documents: readonly Pick<Document, 'id' | 'rule' | 'name' | 'mediaType'>[];
  /** null where the action is about the case. */
  readonly task: Task | null;
}

/** What the choices of an action are looked up with. */
export interface Choosing extends Offer {
  readonly context: Context;
  readonly actor: Actor;
  /** Of the province; looked up once for all actions. */
  readonly agencies: () => Promise<readonly Agency[]>;
}

/** `I`: its input; `F`: what its check finds; `C`: what it lets a caller choose among. */
interface Spec<N extends ActionName, I extends z.ZodObject, F, C> {
  readonly name: N;
  /** What a caller sends. */
  readonly input: I;
  /** People, places and other cases that a caller can choose among. */
  readonly choices?: (choosing: Choosing) => Promise<C>;
  /** What the schema of its input says for this case, beside what it says for all. */
  readonly narrow?: (schema: InputSchema<keyof z.input<I> & string>, offer: Offer, choices: C) => void;
  /**
   * What the rules cannot know, before anything is written: that there is such an agency, such an officer, such a document.
   * What it finds goes into the command. @throws Problem
   */
  readonly check?: (acting: Acting<z.output<I>>) => Promise<F>;
  /** What the caller sent, in the terms of the rules. */
  readonly command: (input: z.output<I>, refs: References, found: F) => CommandOf<N>;
  /** The definition under which the case goes on; absent: the one that it has. */
  readonly onto?: (found: F) => Definition;
  /** Carries the order out while it holds what nobody else may touch meanwhile. */
  readonly holding?: <T>(acting: Acting<z.output<I>>, found: F, carryOut: () => Promise<T>) => Promise<T>;
}

/** An action as the rest of the API knows it. */
export type Action<N extends ActionName = ActionName> = Omit<
  Spec<N, z.ZodObject, unknown, unknown>,
  'command'
> & { readonly command: (input: unknown, refs: References, found: unknown) => Command };

/** Types the parts of an action by its name, its input and what its check and its choices find. */
export function action<N extends ActionName, I extends z.ZodObject, F, C>(spec: Spec<N, I, F, C>): Action<N> {
  return spec as unknown as Action<N>;
}

/** The fields that have a value. */
export function defined<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
