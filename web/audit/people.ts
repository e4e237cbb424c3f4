import { useUserNames } from '../shell/directory.ts';
import { useTexts } from '../shell/language.tsx';
import { actorName } from './actor-name.ts';
import { TEXTS } from './texts.ts';

export function useActorNames(): (id: string | null) => string {
  const says = useTexts(TEXTS);
  const nameOf = useUserNames(true);
  return (id) => actorName(id, says, nameOf);
}
