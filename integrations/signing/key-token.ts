import { type ChildProcess, fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createCMSECDSASignature } from 'pkijs';
import { certificatesOf, pathOf, type SigningKey } from './key.ts';
import type { TokenAnswer, TokenKey, TokenRequest } from './token-process.ts';
import { SigningRefused, SigningUnavailable } from './types.ts';

export interface KeyOnToken {
  /** RFC 7512, for instance `pkcs11:token=offices;object=seal?module-path=/usr/lib/softhsm/libsofthsm2.so`. */
  readonly uri: string;
  /** Path of the signer's certificate, first, and of those above it: a token need not be there when the worker starts. */
  readonly certificate: string | null;
  readonly pin: string | null;
}

const ANSWERS_WITHIN_MS = 30_000;

/** Asking again changes nothing: and a PIN that is tried again locks the token. */
const FINAL: Readonly<Record<string, string>> = {
  CKR_PIN_INCORRECT: 'The token refuses the PIN; it is not tried again until the worker is started anew.',
  CKR_PIN_LOCKED: 'The PIN of the token is locked.',
  CKR_PIN_EXPIRED: 'The PIN of the token has to be changed.',
  CKR_USER_NOT_LOGGED_IN: 'The token asks for a PIN: name the file that holds it.',
  CKR_KEY_HANDLE_INVALID: "The token has no private key of that name, of the certificate's kind.",
  CKR_KEY_FUNCTION_NOT_PERMITTED: 'The key on the token may not sign.',
  NO_DRIVER: 'The driver of the token (module-path) cannot be loaded.',
  NO_MODULE:
    'Keys on tokens need the package pkcs11js, which was not built here: install a C++ compiler, make and Python, then run `npm ci` again.',
};

export function isTokenUri(key: string): boolean {
  return key.startsWith('pkcs11:');
}

/** @throws SigningRefused when the address or the certificate cannot be used; the token itself is asked at the first signature. */
export async function keyFromToken({ uri, certificate: file, pin }: KeyOnToken): Promise<SigningKey> {
  const key = tokenKeyOf(uri);
  if (file === null)
    throw new SigningRefused('key-unusable', 'A key on a token needs its certificate beside it, as a file.');
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new SigningRefused('key-unusable', `${file} cannot be read.`, { cause });
  });
  const certificates = certificatesOf(bytes, file);
  const path = pathOf((each) => each === certificates[0], certificates, file);
  const type = path.certificate.publicKey.asymmetricKeyType === 'ec' ? 'ec' : 'rsa';
  const token = `${key.modulePath} ${key.token}`;
  return {
    ...path,
    async sign(data) {
      const before = refusedPins.get(token);
      if (before !== undefined) throw new SigningRefused('key-unusable', before);
      const result = await ask({ key, type, pin, bytes: data });
      if ('signature' in result) return type === 'rsa' ? result.signature : derOf(result.signature);
      const final = FINAL[result.code];
      if (final === undefined) throw new SigningUnavailable(`The token cannot sign now (${result.code}).`);
      if (result.code.startsWith('CKR_PIN')) refusedPins.set(token, final);
      throw new SigningRefused('key-unusable', final);
    },
  };
}

/** @throws SigningRefused */
export function tokenKeyOf(uri: string): TokenKey {
  const [path = '', query = ''] = uri.slice('pkcs11:'.length).split('?');
  const attributes = new Map<string, string>();
  for (const part of [...path.split(';'), ...query.split('&')]) {
    const [name = '', value = ''] = part.split('=');
    attributes.set(name, value);
  }
  const text = (name: string) => {
    const value = attributes.get(name);
    return value === undefined || value === '' ? null : decodeURIComponent(value);
  };
  const [token, modulePath, object] = [text('token'), text('module-path'), text('object')];
  const id =
    attributes
      .get('id')
      ?.replace(
        /%([0-9A-Fa-f]{2})|(.)/g,
        (_, hex?: string, plain?: string) => hex ?? Buffer.from(plain ?? '').toString('hex'),
      ) ?? null;
  if (token === null || modulePath === null || (object === null && id === null))
    throw new SigningRefused(
      'key-unusable',
      'The address of a key on a token names token, object (or id) and module-path: pkcs11:token=offices;object=seal?module-path=/usr/lib/softhsm/libsofthsm2.so',
    );
  return { modulePath, token, object, id };
}

/** The token gives both numbers side by side; CMS wants them as a sequence. */
function derOf(signature: Uint8Array): Uint8Array {
  return new Uint8Array(createCMSECDSASignature(new Uint8Array(signature).buffer));
}

/** By token, as long as this process lasts. */
const refusedPins = new Map<string, string>();
let child: ChildProcess | null = null;
let attempts = 0;

/** One at a time goes to the driver, since the process answers in order. @throws SigningUnavailable without an answer in time */
function ask(request: Omit<TokenRequest, 'number'>): Promise<TokenAnswer> {
  attempts += 1;
  const number = attempts;
  const speaker = child ?? begin();
  return new Promise((resolve, reject) => {
    const settle = (then: () => void) => {
      clearTimeout(timer);
      speaker.off('message', onMessage).off('exit', ended);
      then();
    };
    const fail = (why: string) => settle(() => reject(new SigningUnavailable(why)));
    const ended = () => {
      // A message may fail before the end of the process is told: who asks next begins a new one.
      if (child === speaker) child = null;
      fail('The driver of the token ended.');
    };
    const onMessage = (answer: TokenAnswer) => {
      if (answer.number === number) settle(() => resolve(answer));
    };
    const timer = setTimeout(() => {
      fail(`No answer from the token within ${ANSWERS_WITHIN_MS} ms.`);
      // Whoever waits for the same driver is told to try again.
      speaker.kill('SIGKILL');
    }, ANSWERS_WITHIN_MS);
    speaker.on('message', onMessage).on('exit', ended);
    speaker.send({ ...request, number } satisfies TokenRequest, (error) => {
      if (error !== null) ended();
    });
  });
}

function begin(): ChildProcess {
  const begun = fork(new URL('./token-process.ts', import.meta.url), {
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  begun.setMaxListeners(0);
  // It must not keep a worker from ending.
  begun.unref();
  begun.channel?.unref();
  begun.on('error', () => undefined);
  begun.on('exit', () => {
    if (child === begun) child = null;
  });
  child = begun;
  return begun;
}
