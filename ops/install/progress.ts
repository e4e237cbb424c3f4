/** What a start says while it waits. A terminal sees each line grow; a log file gets each line once. */

const WIDTH = 28;
const REMINDER_MS = 10_000;

export interface Progress {
  /** Does the work under a title, and says how long it took and what came of it. */
  step<T>(
    title: string,
    work: (say: (line: string) => void) => Promise<T>,
    outcome?: (result: T) => string,
  ): Promise<T>;
  say(line: string): void;
}

export function progressTo(out: NodeJS.WriteStream): Progress {
  const live = out.isTTY === true;
  return {
    say: (line) => void out.write(`${line}\n`),
    async step(title, work, outcome) {
      const started = Date.now();
      const seconds = (): string => `${((Date.now() - started) / 1000).toFixed(1)} s`;
      const show = (text: string, end: string): void => {
        out.write(`${live ? '\r\u001b[2K' : ''}  ${title.padEnd(WIDTH)}${text}${end}`);
      };
      let heard = 'starting';
      const tell = (text: string): void => {
        heard = text;
        if (live) show(`${text} …`, '');
      };
      const reminder = setInterval(
        () => show(`${heard} (${seconds()})`, live ? '' : '\n'),
        live ? 1_000 : REMINDER_MS,
      );
      tell(heard);
      try {
        const result = await work(tell);
        clearInterval(reminder);
        const said = outcome?.(result) ?? '';
        show(`ready in ${seconds()}${said === '' ? '' : `: ${said}`}`, '\n');
        return result;
      } catch (error) {
        clearInterval(reminder);
        show(`failed after ${seconds()}`, '\n');
        throw error;
      }
    },
  };
}
