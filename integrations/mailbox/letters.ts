/** Mails and short texts of a demonstration, kept as files. */
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime, { type Email } from 'postal-mime';

export interface Letter {
  /** Also its place in time: later ones sort behind. */
  readonly id: string;
  readonly at: number;
  readonly to: string;
  readonly mail: Email;
}

export interface ShortText {
  readonly way: (typeof WAYS)[number];
  readonly at: number;
  readonly to: string;
  readonly text: string;
}

const WAYS = ['sms', 'zalo'] as const;
/** Older ones make room. */
const MOST_KEPT = 500;
const LETTER = /^(\d{13})-([0-9a-f]{8})\.json$/;

export class Letters {
  readonly #folder: string;
  readonly #texts: string;

  /** @param texts the folder where the file adapters of short texts write */
  constructor(folder: string, texts: string) {
    this.#folder = folder;
    this.#texts = texts;
  }

  /** Each recipient has a letter of their own. */
  async keep(recipients: readonly string[], raw: Uint8Array, at: number): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    for (const to of recipients) {
      const id = `${String(at).padStart(13, '0')}-${Math.floor(Math.random() * 2 ** 32)
        .toString(16)
        .padStart(8, '0')}`;
      const file = join(this.#folder, `${id}.json`);
      const kept = JSON.stringify({ to, raw: Buffer.from(raw).toString('base64') });
      await writeFile(`${file}.part`, kept);
      await rename(`${file}.part`, file);
    }
    for (const name of (await this.#names()).slice(MOST_KEPT))
      await rm(join(this.#folder, name), { force: true });
  }

  /** The newest first. */
  async all(): Promise<readonly Letter[]> {
    const letters = await Promise.all(
      (await this.#names()).map((name) => this.find(name.replace('.json', ''))),
    );
    return letters.filter((each) => each !== null);
  }

  /** null: there is none of that id. */
  async find(id: string): Promise<Letter | null> {
    const [, at] = LETTER.exec(`${id}.json`) ?? [];
    if (at === undefined) return null;
    const text = await readFile(join(this.#folder, `${id}.json`), 'utf8').catch(() => null);
    if (text === null) return null;
    const { to, raw } = JSON.parse(text) as { to: string; raw: string };
    return { id, at: Number(at), to, mail: await PostalMime.parse(Buffer.from(raw, 'base64')) };
  }

  /** What the file adapters of short texts wrote, the newest first. */
  async texts(): Promise<readonly ShortText[]> {
    const found: ShortText[] = [];
    for (const way of WAYS) {
      const folder = join(this.#texts, way);
      const names = await readdir(folder).catch(() => []);
      for (const name of names.filter((each) => /^[^.].*\.json$/.test(each))) {
        const file = join(folder, name);
        const { to, text } = JSON.parse(await readFile(file, 'utf8')) as { to: string; text: string };
        found.push({ way, to, text, at: (await stat(file)).mtimeMs });
      }
    }
    return found.sort((a, b) => b.at - a.at).slice(0, MOST_KEPT);
  }

  async #names(): Promise<string[]> {
    const names = await readdir(this.#folder).catch(() => []);
    return names
      .filter((name) => LETTER.test(name))
      .sort()
      .reverse();
  }
}
