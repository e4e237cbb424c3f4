import { describe, expect, test } from 'vitest';
import { readSettings, SettingsError } from './settings.ts';

const KEY = Buffer.alloc(32, 7).toString('base64');

describe('the carrier of the settings', () => {
  test('is none where nothing is said', () => {
    expect(readSettings({}).carrier).toEqual({ name: 'post', access: null, webhookSecrets: [] });
  });

  test('has an address, an account, and secrets that are changed one after the other', () => {
    const { carrier } = readSettings({
      CARRIER_NAME: 'buu-dien',
      CARRIER_URL: 'https://api.post.example.vn',
      CARRIER_ACCOUNT: 'hue',
      CARRIER_PASSWORD: 'p',
      CARRIER_WEBHOOK_SECRETS: `whsec_${KEY},whsec_${KEY}`,
    });
    expect(carrier).toEqual({
      name: 'buu-dien',
      access: { url: 'https://api.post.example.vn', account: 'hue', password: 'p' },
      webhookSecrets: [`whsec_${KEY}`, `whsec_${KEY}`],
    });
  });

  test.each([
    [{ CARRIER_URL: 'post.example.vn' }, 'CARRIER_URL'],
    [{ CARRIER_URL: 'https://post.example.vn' }, 'CARRIER_ACCOUNT'],
    [{ CARRIER_NAME: 'Bưu điện' }, 'CARRIER_NAME'],
    [{ CARRIER_WEBHOOK_SECRETS: 'secret' }, 'CARRIER_WEBHOOK_SECRETS'],
    [{ CARRIER_WEBHOOK_SECRETS: `whsec_${KEY.slice(0, 20)}` }, 'CARRIER_WEBHOOK_SECRETS'],
  ])('%j is refused by the name of what is wrong, without telling a secret', (given, name) => {
    expect(() => readSettings(given)).toThrow(SettingsError);
    expect(() => readSettings(given)).toThrow(name);
  });
});
