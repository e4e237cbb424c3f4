/**
 * Speaks with a token by PKCS #11, in a process of its own: the driver is the maker's code, and its crash or its endless wait
 * must not be ours.
 */
import { createHash } from 'node:crypto';
import type { PKCS11 } from 'pkcs11js';

/** Which key, as RFC 7512 names it. */
export interface TokenKey {
  readonly modulePath: string;
  readonly token: string;
  readonly object: string | null;
  readonly id: string | null;
}

export interface TokenRequest {
  readonly number: number;
  readonly key: TokenKey;
  readonly type: 'rsa' | 'ec';
  readonly pin: string | null;
  readonly bytes: Uint8Array;
}

export type TokenAnswer =
  | { readonly number: number; readonly signature: Uint8Array }
  /** `code`: of PKCS #11 (CKR_…), `NO_DRIVER` or `NO_MODULE`. */
  | { readonly number: number; readonly code: string };

/** The longest that any RSA key in use gives. */
const LONGEST_SIGNATURE = 1024;
const drivers = new Map<string, PKCS11>();

process.on('message', (request: TokenRequest) => {
  void answer(request).then((result) => process.send?.(result));
});
// Without the one who asks there is nothing left to do.
process.on('disconnect', () => process.exit(0));

async function answer(request: TokenRequest): Promise<TokenAnswer> {
  const { number } = request;
  try {
    return { number, signature: await sign(request) };
  } catch (error) {
    return { number, code: codeOf(error) };
  }
}

async function sign({ key, type, pin, bytes }: TokenRequest): Promise<Uint8Array> {
  const { default: pkcs11 } = await import('pkcs11js').catch(() => {
    throw new Error('NO_MODULE');
  });
  const driver = drivers.get(key.modulePath) ?? new pkcs11.PKCS11();
  if (!drivers.has(key.modulePath)) {
    try {
      driver.load(key.modulePath);
    } catch {
      throw new Error('NO_DRIVER');
    }
    driver.C_Initialize();
    drivers.set(key.modulePath, driver);
  }
  const slot = driver
    .C_GetSlotList(true)
    .find((each) => driver.C_GetTokenInfo(each).label.trim() === key.token);
  if (slot === undefined) throw new Error('CKR_TOKEN_NOT_PRESENT');
  const session = driver.C_OpenSession(slot, pkcs11.CKF_SERIAL_SESSION);
  try {
    if (pin !== null) driver.C_Login(session, pkcs11.CKU_USER, pin);
    driver.C_FindObjectsInit(session, [
      { type: pkcs11.CKA_CLASS, value: pkcs11.CKO_PRIVATE_KEY },
      { type: pkcs11.CKA_KEY_TYPE, value: type === 'rsa' ? pkcs11.CKK_RSA : pkcs11.CKK_EC },
      ...(key.object === null ? [] : [{ type: pkcs11.CKA_LABEL, value: key.object }]),
      ...(key.id === null ? [] : [{ type: pkcs11.CKA_ID, value: Buffer.from(key.id, 'hex') }]),
    ]);
    const found = driver.C_FindObjects(session);
    driver.C_FindObjectsFinal(session);
    if (found === null) throw new Error('CKR_KEY_HANDLE_INVALID');
    const mechanism = type === 'rsa' ? pkcs11.CKM_SHA256_RSA_PKCS : pkcs11.CKM_ECDSA;
    // Most tokens know ECDSA only over what is hashed already.
    const input = type === 'rsa' ? Buffer.from(bytes) : createHash('sha256').update(bytes).digest();
    driver.C_SignInit(session, { mechanism }, found);
    return driver.C_Sign(session, input, Buffer.alloc(LONGEST_SIGNATURE));
  } finally {
    // The last session takes the login along.
    driver.C_CloseSession(session);
  }
}

function codeOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /CKR_\w+|NO_\w+/.exec(message)?.[0] ?? 'CKR_GENERAL_ERROR';
}
