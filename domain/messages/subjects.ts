/** What the subject of an outbox job says of a message; and what a mail server's code says of an address. */
import type { Subject } from './messages-of.ts';
import { isTopic } from './types.ts';

/** null: no message of this house. */
export function parseSubject(subject: string): Subject | null {
  const [topic = '', action] = subject.split(':');
  if (!isTopic(topic)) return null;
  if (action === undefined) return { topic };
  return /^\d{1,3}$/.test(action) ? { topic, action: Number(action) } : null;
}

/** RFC 3463: will never be taken. */
export function isPermanent(status: string): boolean {
  return /^5\.\d{1,3}\.\d{1,3}$/.test(status);
}

/** RFC 3463: there is no such mailbox or domain, or the mailbox is closed for good. A full one may be emptied. */
export function isBadAddress(status: string): boolean {
  return /^5\.1\.([1236]|10)$|^5\.2\.1$/.test(status);
}
