/** Which shipments are shown; kept in the address. */
export const VIEWS = [
  'open',
  'late',
  'owed',
  'refused',
  'held',
  'returned',
  'lost',
  'damaged',
  'all',
] as const;
export type View = (typeof VIEWS)[number];

export interface PostFilters {
  readonly view: View;
  readonly counter?: string;
}

export function readPostFilters({ view, counter }: Record<string, unknown>): PostFilters {
  return {
    view: VIEWS.find((each) => each === view) ?? 'open',
    ...(typeof counter === 'string' && counter !== '' ? { counter } : {}),
  };
}

/** What the API is asked for. */
export function queryOf({ view, counter }: PostFilters) {
  const of = counter === undefined ? {} : { counter };
  switch (view) {
    case 'all':
      return of;
    case 'open':
    case 'late':
    case 'owed':
      return { ...of, [view]: 'true' as const };
    default:
      return { ...of, status: view };
  }
}
