import { Readable } from 'node:stream';
import { CreateMultipartUploadCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeStore } from '../../test/support/object-store.ts';
import { type S3Server, startS3 } from '../../test/support/s3-server.ts';
import { s3Store } from './s3.ts';

let server: S3Server;

beforeAll(async () => {
  server = await startS3();
});
afterAll(() => server.stop());

describeStore('a bucket of objects', async () => s3Store(server.bucket()));

test('parts of an object that somebody was killed over go when they are old', async () => {
  const bucket = server.bucket();
  const { accessKeyId, secretAccessKey, endpoint, region, bucket: Bucket } = bucket;
  const credentials = { accessKeyId, secretAccessKey };
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  await client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'half' }));
  const store = s3Store(bucket);
  expect(await store.tidy(Date.now() - 60_000)).toBe(0);
  expect(await store.tidy(Date.now() + 60_000)).toBe(1);
  expect(await store.tidy(Date.now() + 60_000)).toBe(0);
});

test('a wrong key is no missing object', async () => {
  const store = s3Store({ ...server.bucket(), secretAccessKey: 'khac' });
  await expect(store.has('x')).rejects.toThrow();
  await expect(store.put('x', Readable.from(['x']), { mediaType: 'text/plain' })).rejects.toThrow();
});
