/** Reads an archive by its directory, as programs for tables do: whatever is wrong with it is thrown. */
import { crc32, inflateRawSync } from 'node:zlib';

export function unzipped(archive: Buffer): ReadonlyMap<string, string> {
  const end = archive.length - 22;
  if (archive.readUInt32LE(end) !== 0x0605_4b50) throw new Error('the archive has no end');
  const files = new Map<string, string>();
  let at = archive.readUInt32LE(end + 16);
  for (let n = archive.readUInt16LE(end + 10); n > 0; n--) {
    if (archive.readUInt32LE(at) !== 0x0201_4b50) throw new Error('the directory is broken');
    const checkSum = archive.readUInt32LE(at + 16);
    const packed = archive.readUInt32LE(at + 20);
    const size = archive.readUInt32LE(at + 24);
    const length = archive.readUInt16LE(at + 28);
    const offset = archive.readUInt32LE(at + 42);
    const name = archive.toString('utf8', at + 46, at + 46 + length);
    if (archive.readUInt32LE(offset) !== 0x0403_4b50) throw new Error(`${name} is not where it should be`);
    const begin = offset + 30 + archive.readUInt16LE(offset + 26) + archive.readUInt16LE(offset + 28);
    const bytes = inflateRawSync(archive.subarray(begin, begin + packed));
    if (bytes.length !== size || crc32(bytes) !== checkSum) throw new Error(`${name} is damaged`);
    files.set(name, bytes.toString('utf8'));
    at += 46 + length + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return files;
}
