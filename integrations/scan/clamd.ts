/** ClamAV's daemon, by the INSTREAM command of its protocol. */
import { connect, type Socket } from 'node:net';
import { type Scan, type Scanner, ScannerUnavailable } from './types.ts';

const CONNECT_MS = 3_000;
/** Without a sign of life. A big archive takes a while. */
const IDLE_MS = 60_000;
/** Of an answer; a signature's name is shorter. */
const LONGEST_ANSWER = 4_096;

/** @param url `tcp://host:port`, or `unix:///path/of/the/socket` */
export function clamdScanner(url: string, { idleMs = IDLE_MS } = {}): Scanner {
  return { begin: () => new ClamdScan(socketTo(url), idleMs) };
}

function socketTo(url: string): Socket {
  const { protocol, hostname, port, pathname } = new URL(url);
  return protocol === 'unix:'
    ? connect(decodeURIComponent(pathname))
    : connect(Number(port || 3310), hostname.replace(/^\[|\]$/g, ''));
}

class ClamdScan implements Scan {
  readonly #socket: Socket;
  readonly #answer: Promise<string>;

  constructor(socket: Socket, idleMs: number) {
    this.#socket = socket;
    const connecting = setTimeout(() => socket.destroy(new Error('no connection')), CONNECT_MS);
    socket.once('connect', () => clearTimeout(connecting));
    socket.once('close', () => clearTimeout(connecting));
    socket.setTimeout(idleMs, () => socket.destroy(new Error('no answer')));
    this.#answer = answerOf(socket);
    // Whoever asks hears of it; nobody asking must not end the process.
    this.#answer.catch(() => undefined);
    socket.write('zINSTREAM\0');
  }

  async write(chunk: Uint8Array): Promise<void> {
    if (chunk.length === 0) return;
    if (this.#socket.destroyed) throw await this.#why();
    this.#socket.write(lengthOf(chunk.length));
    if (this.#socket.write(chunk)) return;
    await new Promise<void>((resolve) => {
      const go = () => {
        this.#socket.off('drain', go).off('close', go);
        resolve();
      };
      this.#socket.on('drain', go).on('close', go);
    });
    if (this.#socket.destroyed) throw await this.#why();
  }

  async verdict(): Promise<string | null> {
    if (!this.#socket.destroyed) this.#socket.write(lengthOf(0));
    const answer = await this.#answer;
    this.#socket.destroy();
    const [, virus] = /^stream: (.+) FOUND$/.exec(answer) ?? [];
    if (virus !== undefined) return virus;
    if (answer === 'stream: OK') return null;
    throw new ScannerUnavailable(`clamd said: ${answer.slice(0, 200)}`);
  }

  abandon(): void {
    this.#socket.destroy();
  }

  /** It may have said why before it hung up, such as that the file is too large for it. */
  async #why(): Promise<ScannerUnavailable> {
    const answer = await this.#answer.catch((error: Error) => error.message);
    return new ScannerUnavailable(`clamd hung up: ${answer.slice(0, 200)}`);
  }
}

function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    let failure: Error | undefined;
    socket.setEncoding('utf8');
    socket.on('data', (part: string) => {
      text += part;
      const end = text.indexOf('\0');
      if (end >= 0) resolve(text.slice(0, end));
      else if (text.length > LONGEST_ANSWER) socket.destroy(new Error('an answer without an end'));
    });
    socket.on('error', (error) => {
      failure = error;
    });
    socket.on('close', () => reject(new ScannerUnavailable(`clamd: ${failure?.message ?? 'no answer'}`)));
  });
}

/** Network byte order, as clamd reads it. */
function lengthOf(bytes: number): Uint8Array {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}
