/** What the events of a history hold besides their sentences. */

/** Who acts where nobody did: deadlines, the post, payments. */
export const ENGINE = 'engine';

/** What people wrote with it; forms and addresses are shown elsewhere. */
export function saidIn(content: unknown): readonly string[] {
  return Array.isArray(content) ? content.filter((each) => typeof each === 'string') : [];
}

/** For whom a note is meant. */
export function mentionedIn(data: Readonly<Record<string, unknown>>): readonly string[] {
  return Array.isArray(data.mentions) ? data.mentions.map(String) : [];
}
