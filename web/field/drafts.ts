/**
 * A result as it is being put together, on the device: a telephone that opens its camera may drop the page behind it,
 * and what was said and photographed before is there again.
 */
import { createStore, del, get, keys, set } from 'idb-keyval';
import { useEffect, useRef, useState } from 'react';

export interface Position {
  readonly lat: number;
  readonly lon: number;
  readonly accuracy: number;
}

export interface Taken {
  readonly id: string;
  readonly rule: string;
  readonly file: File;
}

export interface FieldReportDraft {
  readonly outcome: string | null;
  readonly reason: string;
  readonly photos: readonly Taken[];
  readonly position: Position | null;
}

const NOTHING: FieldReportDraft = { outcome: null, reason: '', photos: [], position: null };
const store = createStore('motcua-field-drafts', 'drafts');

/** Of one person's one task. */
export const keyOf = (user: string, code: string, task: string) => `${user} ${code} ${task}`;

export function useDraft(user: string, code: string, task: string) {
  const key = keyOf(user, code, task);
  /** undefined: not read yet; null: nothing was begun. */
  const [draft, setDraft] = useState<FieldReportDraft | null | undefined>(undefined);
  const newest = useRef<FieldReportDraft | null>(null);
  useEffect(() => {
    let isGone = false;
    const put = (found: FieldReportDraft | null) => {
      if (isGone) return;
      newest.current = found;
      setDraft(found);
    };
    get<FieldReportDraft>(key, store).then(
      (found) => put(found ?? null),
      // A browser that keeps nothing: it is held in the page alone.
      () => put(null),
    );
    return () => {
      isGone = true;
    };
  }, [key]);
  const keep = (next: FieldReportDraft | null) => {
    newest.current = next;
    setDraft(next);
    void (next === null ? del(key, store) : set(key, next, store)).catch(() => undefined);
  };
  return {
    draft,
    begin: () => keep(NOTHING),
    change: (part: Partial<FieldReportDraft>) => keep({ ...(newest.current ?? NOTHING), ...part }),
    add: (photo: Taken) => {
      const before = newest.current ?? NOTHING;
      keep({ ...before, photos: [...before.photos, photo] });
    },
    forget: () => keep(null),
  };
}

/** What was begun for a task that somebody else has done since is nobody's any more. */
export async function dropOthers(
  user: string,
  open: readonly { readonly code: string; readonly task: string }[],
): Promise<void> {
  const gone = othersIn(await keys<string>(store), user, open);
  await Promise.all(gone.map((key) => del(key, store)));
}

/** Of the keys that are kept, this person's own whose task is not open any more. */
export function othersIn(
  kept: readonly string[],
  user: string,
  open: readonly { readonly code: string; readonly task: string }[],
): readonly string[] {
  const known = new Set(open.map(({ code, task }) => keyOf(user, code, task)));
  return kept.filter((key) => key.startsWith(`${user} `) && !known.has(key));
}
