/** Which cases are looked for; kept in the address. */
export interface CaseFilters {
  readonly text?: string;
  readonly kind?: 'dossier' | 'complaint';
  readonly overdue?: true;
  readonly sort?: 'due';
}

export function readCaseFilters(search: Record<string, unknown>): CaseFilters {
  const { text, kind, overdue, sort } = search;
  return {
    ...(typeof text === 'string' && text !== '' ? { text } : {}),
    ...(kind === 'dossier' || kind === 'complaint' ? { kind } : {}),
    ...(overdue === true ? { overdue } : {}),
    ...(sort === 'due' ? { sort } : {}),
  };
}
