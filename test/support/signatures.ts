/** Files to be signed, keys to sign with, and the judgement of programs that are not ours. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PDF } from '@libpdf/core';
import { cacheFolder } from '../../config/environment.ts';
import {
  type Authority,
  certificatePem,
  keyPem,
  makeIssuing,
  makeRoot,
} from '../../ops/install/certificate-authority.ts';

const run = promisify(execFile);
const DAY_MS = 86_400_000;
const PASSPHRASE = 'mật khẩu';

export interface SignatureBench {
  readonly folder: string;
  readonly issuing: Authority;
  /** From yesterday to a year from now. */
  readonly validity: { readonly from: Date; readonly to: Date };
  /** Writes key and certificates into files, as an operator would have them. */
  keyFiles(name: string, seal: Authority): Promise<{ key: string; certificate: string; passphrase: string }>;
  /** Trusting this authority's root, and more where given. */
  pyhanko(pdf: Uint8Array, ...trusted: readonly string[]): Promise<string[]>;
  pdfsig(pdf: Uint8Array): Promise<PdfsigVerdict[]>;
  write(name: string, content: Uint8Array | string): Promise<string>;
  end(): Promise<void>;
}

export interface PdfsigVerdict {
  /** As a distinguished name. */
  readonly signer: string;
  readonly type: string;
  readonly signature: string;
  readonly certificate: string;
  readonly coversAll: boolean;
}

export async function signatureBench(): Promise<SignatureBench> {
  const folder = await mkdtemp(join(tmpdir(), 'motcua-signing-'));
  const write = async (name: string, content: Uint8Array | string): Promise<string> => {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  };
  const validity = { from: new Date(Date.now() - DAY_MS), to: new Date(Date.now() + 365 * DAY_MS) };
  const root = await makeRoot('Root CA of a test', validity);
  const issuing = await makeIssuing(root, 'Issuing CA of a test', validity);
  const rootFile = await write('root.pem', certificatePem(root));
  const nss = `sql:${folder}`;
  await run('certutil', ['-N', '-d', nss, '--empty-password']);
  await run('certutil', ['-A', '-d', nss, '-n', 'root', '-t', 'C,C,C', '-i', rootFile]);
  return {
    folder,
    issuing,
    validity,
    write,
    async keyFiles(name, seal) {
      const key = await write(`${name}.key`, keyPem(seal, PASSPHRASE));
      const certificate = await write(`${name}.pem`, certificatePem(seal) + certificatePem(issuing));
      return { key, certificate, passphrase: PASSPHRASE };
    },
    async pyhanko(pdf, ...trusted) {
      const file = await write('judged.pdf', pdf);
      const trust = [rootFile, ...trusted].flatMap((each) => ['--trust', each]);
      const program = join(cacheFolder(), 'pyhanko', 'bin', 'pyhanko');
      const args = ['sign', 'validate', '--trust-replace', '--no-revocation-check', ...trust, file];
      // It ends with 1 when a signature is bad, and says which all the same.
      const { stdout, stderr } = await run(program, args).catch(
        (error: { stdout: string; stderr: string }) => error,
      );
      const verdicts = stdout.split('\n').filter((line) => line !== '');
      return verdicts.length > 0 ? verdicts.map((line) => line.replace(/^[^:]*:[^:]*:/, '')) : [stderr];
    },
    async pdfsig(pdf) {
      const file = await write('judged-too.pdf', pdf);
      const { stdout } = await run('pdfsig', ['-nssdir', nss, file]).catch(
        (error: { stdout: string }) => error,
      );
      return stdout
        .split(/^Signature #/m)
        .slice(1)
        .map((part) => ({
          signer: /Distinguished Name: (.*)/.exec(part)?.[1] ?? '',
          type: /Signature Type: (.*)/.exec(part)?.[1] ?? '',
          signature: /Signature Validation: (.*)/.exec(part)?.[1] ?? '',
          certificate: /Certificate Validation: (.*)/.exec(part)?.[1] ?? '',
          coversAll: /^ {2}- Total document signed$/m.test(part),
        }));
    },
    end: () => rm(folder, { recursive: true, force: true }),
  };
}

/** One text on one page, as PDF 1.4 (a table of objects) or as PDF 1.5 and later have it (a stream). */
export async function samplePdf(kind: 'table' | 'stream' = 'table'): Promise<Uint8Array> {
  const pdf = PDF.create();
  pdf.addPage().drawText('Giay phep', { x: 50, y: 700 });
  return pdf.save({ useXRefStream: kind === 'stream' });
}

/** As qpdf makes it of another. */
export async function throughQpdf(
  bench: SignatureBench,
  pdf: Uint8Array,
  ...options: readonly string[]
): Promise<Buffer> {
  const file = await bench.write('before-qpdf.pdf', pdf);
  const { stdout } = await run('qpdf', [...options, file, '-'], { encoding: 'buffer' });
  return stdout;
}
