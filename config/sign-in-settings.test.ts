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

  test('makes citizens of strangers only where a provider vouches for them', () => {
    const given = { OIDC_ISSUER, JWKS_URL, OIDC_CLIENT_ID: 'motcua', OIDC_CITIZENS: 'hue' };
    expect(readSettings(given).oidcCitizens).toBe('hue');
    expect(readSettings({}).oidcCitizens).toBeNull();
    expect(() => readSettings({ OIDC_CITIZENS: 'hue' })).toThrow(SettingsError);
  });

  test('believes nobody about addresses but the proxies that are named', () => {
    expect(readSettings({}).trustedProxies).toEqual([]);
    expect(readSettings({ TRUSTED_PROXIES: 'loopback,10.0.0.0/8,fd00::/8' }).trustedProxies).toHaveLength(3);
    for (const TRUSTED_PROXIES of ['true', '1', 'everybody', '10.0.0.0/8;'])
      expect(() => readSettings({ TRUSTED_PROXIES })).toThrow(/TRUSTED_PROXIES=loopback/);
  });

  test.each([{ OIDC_ISSUER }, { OIDC_ISSUER, JWKS_URL }, { OIDC_ISSUER, OIDC_CLIENT_ID: 'motcua' }])(
    'is refused where development identities would stay open beside it, or nobody is named: %j',
    (given) => expect(() => readSettings(given)).toThrow(SettingsError),
  );
});
