import { describe, expect, test } from 'vitest';
import { readSettings, SettingsError } from './settings.ts';

const OIDC_ISSUER = 'https://id.example.vn';
const JWKS_URL = 'https://id.example.vn/jwks.json';

describe('signing in', () => {
  test('is by the development identity provider where nothing is said', () => {
    const { oidcIssuer, jwksUrl } = readSettings({});
    expect([oidcIssuer, jwksUrl]).toEqual([null, null]);
  });

  test('is by the provider that the settings name', () => {
    const given = { OIDC_ISSUER, JWKS_URL, OIDC_CLIENT_ID: 'motcua' };
    expect(readSettings(given)).toMatchObject({
      oidcIssuer: OIDC_ISSUER,
      oidcClientId: 'motcua',
      jwksUrl: JWKS_URL,
    });
  });

  test.each([{ OIDC_ISSUER }, { OIDC_ISSUER, JWKS_URL }, { OIDC_ISSUER, OIDC_CLIENT_ID: 'motcua' }])(
    'is refused where development identities would stay open beside it, or nobody is named: %j',
    (given) => expect(() => readSettings(given)).toThrow(SettingsError),
  );
});
