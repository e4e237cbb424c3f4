/** What a mail server says of a mail that it could not deliver after all: reports of RFC 3464. */
import PostalMime, { type Attachment } from 'postal-mime';

/** Of one mail of ours. */
export interface Bounce {
  readonly messageId: string;
  /** RFC 3463, for instance 5.1.1. */
  readonly status: string;
}

/** Longer than a report with the whole of a mail of ours in it. */
export const MOST_REPORT_BYTES = 64 * 1024 * 1024;

/**
 * What a report says for good of a mail; null: it is no report, names no mail, or says that it is only late. Whatever else lands in the
 * mailbox for reports, an answer of somebody away for instance, is none.
 */
export async function readBounce(raw: Uint8Array): Promise<Bounce | null> {
  const mail = await PostalMime.parse(raw, { forceRfc822Attachments: true });
  const part = (...types: readonly string[]) =>
    mail.attachments.find(({ mimeType }) => types.includes(mimeType.toLowerCase()));
  const report = part('message/delivery-status', 'message/global-delivery-status');
  const original = part('message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers');
  if (report === undefined || original === undefined) return null;
  const messageId = fieldsOf(textOf(original))[0]?.get('message-id');
  // The first group is about the server; each other about one recipient.
  const [, ...recipients] = fieldsOf(textOf(report));
  const status = recipients.filter((each) => each.get('action')?.toLowerCase() === 'failed').map(statusOf)[0];
  return messageId === undefined || status === undefined || status === null ? null : { messageId, status };
}

/** Some servers say 5.0.0 where their words in `Diagnostic-Code` say more. */
function statusOf(recipient: ReadonlyMap<string, string>): string | null {
  const [status] = /[245]\.\d{1,3}\.\d{1,3}/.exec(recipient.get('status') ?? '') ?? [null];
  const [said] = /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(recipient.get('diagnostic-code') ?? '') ?? [null];
  return status === null || status === '5.0.0' ? (said ?? status) : status;
}

/** Groups of fields, as a mail's head has them, with what was folded put together; a blank line ends a group. */
function fieldsOf(text: string): readonly ReadonlyMap<string, string>[] {
  const groups = text
    .trim()
    .replaceAll('\r\n', '\n')
    .replaceAll(/\n[ \t]+/g, ' ')
    .split(/\n{2,}/);
  return groups.map(
    (group) =>
      new Map(
        group.split('\n').flatMap((line) => {
          const [, name, value] = /^([!-9;-~]+):\s*(.*)$/.exec(line) ?? [];
          return name === undefined ? [] : [[name.toLowerCase(), (value ?? '').trim()] as const];
        }),
      ),
  );
}

function textOf({ content }: Attachment): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}
