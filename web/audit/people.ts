import { ENGINE } from '../shell/choosers.tsx';
import { useUserNames } from '../shell/directory.ts';
import { useTexts } from '../shell/language.tsx';
import { fill } from '../texts/index.ts';
import { TEXTS } from './texts.ts';

/** Who acted: an officer, the engine, or somebody whom this reader may not know. */
export function useActorNames(): (id: string | null) => string {
  const says = useTexts(TEXTS);
  const nameOf = useUserNames(true);
  return (id) => {
    if (id === null) return says.hiddenPerson;
    if (id === ENGINE) return says.engine;
    const name = nameOf(id);
    // Officers stand in the directory; whoever does not is a citizen, or a device.
    return name === id ? fill(says.outsider, { id }) : name;
  };
}
