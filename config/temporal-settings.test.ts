import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readSettings, SettingsError } from './settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'motcua-temporal-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: string): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const ADDRESS = { TEMPORAL_ADDRESS: 'temporal.example.vn:7233' };

describe('Temporal', () => {
  test('is our own dev server unless an address is given, then in clear', () => {
    const none = { temporalAddress: null, temporalNamespace: 'default', temporalAccess: {} };
    expect(readSettings({})).toMatchObject(none);
    expect(readSettings({ ...ADDRESS, TEMPORAL_NAMESPACE: 'hue', TEMPORAL_API_KEY: '' })).toMatchObject({
      temporalAddress: 'temporal.example.vn:7233',
      temporalNamespace: 'hue',
      temporalAccess: {},
    });
  });

  test('is entered by TLS with an API key, unless TLS is switched off', () => {
    const given = { ...ADDRESS, TEMPORAL_API_KEY: 'key' };
    expect(readSettings(given).temporalAccess).toEqual({ apiKey: 'key', tls: true });
    expect(readSettings({ ...given, TEMPORAL_TLS: 'false' }).temporalAccess).toEqual({
      apiKey: 'key',
      tls: false,
    });
  });

  test('is entered by a certificate of ours and an authority of theirs, from files or as they stand', () => {
    const { tls } = readSettings({
      ...ADDRESS,
      TEMPORAL_TLS_CLIENT_CERT_PATH: file('client.pem', 'certificate'),
      TEMPORAL_TLS_CLIENT_KEY_DATA: 'key',
      TEMPORAL_TLS_SERVER_CA_CERT_PATH: file('ca.pem', 'authority'),
      TEMPORAL_TLS_SERVER_NAME: 'temporal.internal',
    }).temporalAccess;
    const bytes = (text: string) => new Uint8Array(Buffer.from(text));
    expect(tls).toEqual({
      serverNameOverride: 'temporal.internal',
      serverRootCACertificate: bytes('authority'),
      clientCertPair: { crt: bytes('certificate'), key: bytes('key') },
    });
  });

  test('is found by a profile of a file that is named, and the environment comes first', () => {
    const TEMPORAL_CONFIG_FILE = file(
      'temporal.toml',
      '[profile.default]\naddress = "a:1"\nnamespace = "n"\n[profile.other]\naddress = "b:2"\n[profile.other.grpc_meta]\nteam = "hue"\n',
    );
    expect(readSettings({ TEMPORAL_CONFIG_FILE })).toMatchObject({
      temporalAddress: 'a:1',
      temporalNamespace: 'n',
    });
    expect(readSettings({ TEMPORAL_CONFIG_FILE, TEMPORAL_ADDRESS: 'c:3' })).toMatchObject({
      temporalAddress: 'c:3',
      temporalNamespace: 'n',
    });
    expect(readSettings({ TEMPORAL_CONFIG_FILE, TEMPORAL_PROFILE: 'other' })).toMatchObject({
      temporalAddress: 'b:2',
      temporalAccess: { metadata: { team: 'hue' } },
    });
  });

  test('is never somebody’s cluster by a profile that lies in a home, unless it is named', () => {
    mkdirSync(join(folder, 'temporalio'));
    file('temporalio/temporal.toml', '[profile.default]\naddress = "theirs:7233"\n');
    // Where Linux looks for it.
    const home = { XDG_CONFIG_HOME: folder, HOME: folder };
    expect(readSettings(home).temporalAddress).toBeNull();
    if (process.platform === 'linux')
      expect(readSettings({ ...home, TEMPORAL_PROFILE: 'default' }).temporalAddress).toBe('theirs:7233');
  });

  test.for([
    [{ TEMPORAL_ADDRESS: 'http://temporal' }, 'TEMPORAL_ADDRESS=localhost:7233'],
    [{ TEMPORAL_API_KEY: 'key' }, 'need TEMPORAL_ADDRESS'],
    [{ TEMPORAL_TLS: 'true' }, 'need TEMPORAL_ADDRESS'],
    [{ ...ADDRESS, TEMPORAL_TLS_CLIENT_CERT_DATA: 'certificate' }, 'come together'],
    [
      { ...ADDRESS, TEMPORAL_TLS_CLIENT_CERT_PATH: '/no/such.pem', TEMPORAL_TLS_CLIENT_KEY_DATA: 'k' },
      '/no/such.pem',
    ],
    [{ ...ADDRESS, TEMPORAL_TLS_DISABLE_HOST_VERIFICATION: '1' }, 'TEMPORAL_TLS_SERVER_CA_CERT_PATH'],
    [{ TEMPORAL_CONFIG_FILE: '/no/such.toml' }, '/no/such.toml'],
    [{ TEMPORAL_PROFILE: 'nobody', HOME: '/nowhere' }, "'nobody' not found"],
    [{ TEMPORAL_CONFIG_FILE: file('odd.toml', '[profile.default]\nadress = "a:1"\n') }, 'adress'],
  ] as const)('refuses %j', ([given, why]) => {
    expect(() => readSettings(given)).toThrow(SettingsError);
    expect(() => readSettings(given)).toThrow(why);
  });
});
