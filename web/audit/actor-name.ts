import { ENGINE } from '../case/event-text-hook.ts';
import { fill } from '../texts/index.ts';

interface Says {
  readonly hiddenPerson: string;
  readonly engine: string;
  /** With a place for the id. */
  readonly outsider: string;
}

/** Who acted: an officer, the engine, or somebody whom this reader may not know. `nameOf`: an id that is not known stands for itself. */
export function actorName(id: string | null, says: Says, nameOf: (id: string) => string): string {
  if (id === null) return says.hiddenPerson;
  if (id === ENGINE) return says.engine;
  const name = nameOf(id);
  // Officers stand in the directory; whoever does not is a citizen, or a device.
  return name === id ? fill(says.outsider, { id }) : name;
}
