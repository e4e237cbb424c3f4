/** What a start says while it waits. A terminal sees a line for each step that runs; a log file gets each line once. */

const WIDTH = 28;
const REMINDER_MS = 10_000;
const REDRAW_MS = 1_000;

export interface Progress {
  /** Does the work under a title, and says how long it took and what came of it. Several may run at once. */
  step<T>(
    title: string,
    work: (say: (line: string) => void) => Promise<T>,
    outcome?: (result: T) => string,
  ): Promise<T>;
  say(line: string): void;
}

/** Where it is written: a terminal, or a file. */
export interface Out {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

interface Row {
  readonly title: string;
  readonly started: number;
  heard: string;
}

export function progressTo(out: Out): Progress {
  const rows = out.isTTY === true ? new Rows(out) : null;
  const say = (line: string): void => {
    if (rows === null) out.write(`${line}\n`);
    else rows.above(line);
  };
  return {
    say,
    async step(title, work, outcome) {
      const row: Row = { title, started: Date.now(), heard: 'starting' };
      const reminder = rows === null ? setInterval(() => say(textOf(row)), REMINDER_MS) : rows.begin(row);
      const end = (text: string): void => {
        clearInterval(reminder);
        rows?.end(row);
        say(lineOf(row, text));
      };
      try {
        const result = await work((heard) => {
          row.heard = heard;
          rows?.draw();
        });
        const said = outcome?.(result) ?? '';
        end(`ready in ${seconds(row)}${said === '' ? '' : `: ${said}`}`);
        return result;
      } catch (error) {
        end(`failed after ${seconds(row)}`);
        throw error;
      }
    },
  };
}

/** The running steps, below everything that has been said. */
class Rows {
  readonly #out: Out;
  readonly #rows: Row[] = [];
  #drawn = 0;

  constructor(out: Out) {
    this.#out = out;
  }

  begin(row: Row): NodeJS.Timeout {
    this.#rows.push(row);
    this.draw();
    return setInterval(() => this.draw(), REDRAW_MS);
  }

  end(row: Row): void {
    this.#rows.splice(this.#rows.indexOf(row), 1);
  }

  above(line: string): void {
    this.draw(`${line}\n`);
  }

  draw(first = ''): void {
    const up = this.#drawn > 1 ? `\u001b[${this.#drawn - 1}A` : '';
    const back = this.#drawn === 0 ? '' : `\r${up}\u001b[J`;
    // A line that wraps would be two.
    const width = (this.#out.columns ?? 80) - 1;
    const lines = this.#rows.map((row) => textOf(row).slice(0, width));
    this.#out.write(`${back}${first}${lines.join('\n')}`);
    this.#drawn = lines.length;
  }
}

const seconds = ({ started }: Row): string => `${((Date.now() - started) / 1000).toFixed(1)} s`;
const lineOf = ({ title }: Row, text: string): string => `  ${title.padEnd(WIDTH)}${text}`;
const textOf = (row: Row): string => lineOf(row, `${row.heard} (${seconds(row)})`);
