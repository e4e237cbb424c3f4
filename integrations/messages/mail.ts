/** Mail by SMTP. What the server answers is told by its code alone: its words may hold the address. */
import { createTransport } from 'nodemailer';
import { isBadAddress } from '../../domain/messages/mail-status.ts';
import { AddressRefused, type Channel, ChannelDown, MessageRefused, MessageTooLarge } from './types.ts';

export interface MailSettings {
  /** `smtp://` (with STARTTLS where the server has it) or `smtps://`, with user and password where needed. */
  readonly url: string;
  /** As it stands in the mail, for instance `Huế <no-reply@hue.example>`. */
  readonly from: string;
}

const CONNECTS_WITHIN_MS = 10_000;
/** A server may look at a mail for a while before it takes it. */
const SILENT_FOR_MS = 60_000;
const THIS_MACHINE = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
/** RFC 5321: the mail is larger than it takes. RFC 3463 says it more exactly. */
const TOO_LARGE = 552;

export function mailChannel({ url, from }: MailSettings): Channel {
  const { hostname, username } = new URL(url);
  const transport = createTransport(
    {
      url,
      // A password is for nobody on the way.
      ...(username !== '' && !THIS_MACHINE.test(hostname) ? { requireTLS: true } : {}),
      connectionTimeout: CONNECTS_WITHIN_MS,
      greetingTimeout: CONNECTS_WITHIN_MS,
      socketTimeout: SILENT_FOR_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from },
  );
  const host = hostOf(from);
  return {
    async send({ to, subject, text, html, attachments = [], headers = {} }, key) {
      const opened = await Promise.all(
        attachments.map(async ({ name, mediaType, open }) => ({
          filename: name,
          contentType: mediaType,
          content: await open(),
        })),
      );
      try {
        const { response } = await transport.sendMail({
          // An object, so that nothing in it is read as a second address.
          to: { name: '', address: to },
          subject,
          text,
          ...(html === undefined ? {} : { html }),
          attachments: opened,
          headers: { 'Auto-Submitted': 'auto-generated', ...headers },
          messageId: messageIdOf(key, host),
        });
        const queued = /queued as (\S{1,100})/i.exec(response)?.[1];
        return queued === undefined ? {} : { providerId: queued };
      } catch (error) {
        throw asOurs(error);
      } finally {
        // A stream that was opened and not read would stay open.
        for (const { content } of opened) content.destroy();
      }
    },
    close: () => transport.close(),
  };
}

/** The same for every copy, so that a mailbox can tell that they are one. */
export function messageIdOf(key: string, host: string): string {
  return `<${key.replaceAll(/[^\w.-]/g, '-')}@${host}>`;
}

/** Where our mail comes from; bounces name it. */
export function hostOf(from: string): string {
  return /@([\w.-]+)>?\s*$/.exec(from)?.[1] ?? 'motcua.invalid';
}

interface SmtpAnswer {
  readonly code?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
  readonly permanent?: boolean;
}

function asOurs(error: unknown): Error {
  const { code, command = '', response = '', responseCode, permanent } = error as SmtpAnswer;
  const [, detail] = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response) ?? [];
  const said = [code ?? 'ESOCKET', command, responseCode, detail].filter(Boolean).join(' ');
  // Never asked, because no server would know what it is.
  if (code === 'EENVELOPE' && responseCode === undefined) return new AddressRefused(said);
  const isTooLarge = responseCode === TOO_LARGE || detail === '5.3.4';
  if (permanent === true && isTooLarge) return new MessageTooLarge(said);
  // Before that it is we who are refused, not what we send: an operator can mend that, and it goes out then.
  if (permanent !== true || (code === 'EENVELOPE' ? command !== 'RCPT TO' : code !== 'EMESSAGE'))
    return new ChannelDown(said);
  const isAddress = detail === undefined ? command === 'RCPT TO' : isBadAddress(detail);
  return isAddress ? new AddressRefused(said) : new MessageRefused(said);
}
