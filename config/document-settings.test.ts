import { expect, test } from 'vitest';
import { readSettings, SettingsError } from './settings.ts';

const S3 = {
  S3_ENDPOINT: 'https://objects.example.vn',
  S3_BUCKET: 'motcua',
  S3_ACCESS_KEY_ID: 'key',
  S3_SECRET_ACCESS_KEY: 'secret',
};

test('without a word files lie in the data folder, are not scanned, and may have 50 MB', () => {
  expect(readSettings({})).toMatchObject({ s3: null, clamdUrl: null, uploadMaxBytes: 50_000_000 });
});

test('a bucket is named whole or not at all', () => {
  expect(readSettings(S3).s3).toEqual({
    endpoint: 'https://objects.example.vn',
    bucket: 'motcua',
    region: 'us-east-1',
    accessKeyId: 'key',
    secretAccessKey: 'secret',
  });
  for (const name of ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'])
    expect(() => readSettings({ ...S3, [name]: '' })).toThrow('S3_ENDPOINT needs S3_BUCKET');
});

test.each(['tcp://127.0.0.1:3310', 'tcp://[::1]:3310', 'tcp://clamd:3310', 'unix:///run/clamav/clamd.ctl'])(
  'a scanner is at %s',
  (url) => {
    expect(readSettings({ CLAMD_URL: url }).clamdUrl).toBe(url);
  },
);

test.each([
  ['CLAMD_URL', '127.0.0.1:3310'],
  ['CLAMD_URL', 'http://clamd:3310'],
  ['UPLOAD_MAX_BYTES', '50 MB'],
  ['UPLOAD_MAX_BYTES', '0'],
  ['S3_ENDPOINT', 'objects.example.vn'],
])('%s=%s is refused by name, with an example', (name, value) => {
  expect(() => readSettings({ ...S3, [name]: value })).toThrow(SettingsError);
  expect(() => readSettings({ ...S3, [name]: value })).toThrow(`${name} cannot be used. Example: ${name}=`);
});
