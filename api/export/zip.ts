/** Files packed into one archive as they are written: nothing has to be known before, and nothing waits in memory. */
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { constants } from 'node:zlib';
import { ZipFile } from 'yazl';

export interface ArchivedFile {
  readonly name: string;
  readonly content: AsyncIterable<string> | Iterable<string>;
}

const options = () => ({
  /** Stronger levels cost the server twice the time for a tenth less. */
  compressionLevel: constants.Z_BEST_SPEED,
  /** 1 January 1980 by the clock of wherever it is made, with nothing beside it: an archive of the same rows has the same bytes. */
  mtime: new Date(1980, 0, 1),
  forceDosTimestamp: true,
});

/** Reads no faster than it is read. Whoever stops reading stops the content too, and what goes wrong there is thrown here. */
export async function* zipOf(files: AsyncIterable<ArchivedFile>): AsyncGenerator<Buffer> {
  const archive = new ZipFile();
  const output = archive.outputStream as Readable;
  const fail = (error: unknown) => output.destroy(error as Error);
  archive.on('error', fail);
  let current: Readable | undefined;
  const fill = async () => {
    for await (const { name, content } of files) {
      current = Readable.from(content, { objectMode: false, highWaterMark: 1 });
      archive.addReadStream(current, name, options());
      await finished(current);
    }
    archive.end();
  };
  const filling = fill().catch(fail);
  try {
    yield* output as AsyncIterable<Buffer>;
  } finally {
    current?.destroy();
    await filling;
  }
}
