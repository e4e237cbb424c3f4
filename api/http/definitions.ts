import type { Database } from '../../db/core/client.ts';
import {
  currentCalendars,
  definitionOf,
  demandProcedure,
  type PublishedProcedure,
} from '../../db/procedures/queries.ts';
import type { Definition } from '../../domain/cases/state/commands.ts';
import type { ProvinceId } from '../../domain/ids.ts';

/** Procedure versions never change, so what was read once is kept; calendars do, and are read anew. */
const MOST_KEPT = 1_000;

export class DefinitionStore {
  readonly #db: Database;
  readonly #kept = new Map<string, PublishedProcedure>();

  constructor(db: Database) {
    this.#db = db;
  }

  /** The version that a case runs. @throws Error when it was never published in this province: the record is broken. */
  async procedure(province: ProvinceId, hash: string): Promise<PublishedProcedure> {
    const key = `${province} ${hash}`;
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    const found = await demandProcedure(this.#db, province, hash);
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    this.#kept.set(key, found);
    return found;
  }

  /** What a case that begins or moves now runs by. */
  async definition(province: ProvinceId, published: PublishedProcedure): Promise<Definition> {
    return definitionOf(published, await currentCalendars(this.#db, province));
  }
}
