/** Objects in a bucket of a store that speaks S3. */

import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  paginateListObjectsV2,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { NoSuchObject } from '../../contracts/documents/files.ts';
import { measuring } from './measure.ts';
import { checkKey, type ObjectStore } from './types.ts';

export interface S3Access {
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** So much of each object is in memory at once: a part, and the one before it on its way. */
const PART_BYTES = 5 * 1024 * 1024;
const PARTS_AT_ONCE = 1;
const CONNECT_MS = 3_000;
const SILENT_MS = 60_000;

export function s3Store({ endpoint, bucket, region, accessKeyId, secretAccessKey }: S3Access): ObjectStore {
  const client = new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    // By path: stores other than Amazon's rarely have a host name for each bucket.
    forcePathStyle: true,
    // Without these a store that says nothing is waited for without end.
    requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: SILENT_MS },
    // Stores other than Amazon's do not all know the newer checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  const at = (key: string) => {
    checkKey(key);
    return { Bucket: bucket, Key: key };
  };
  const abort = (Key: string | undefined, UploadId: string | undefined) =>
    client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key, UploadId })).catch(ifThere);
  return {
    async put(key, source, { mediaType }) {
      const { stream, stored } = measuring();
      const upload = new Upload({
        client,
        params: { ...at(key), Body: stream, ContentType: mediaType },
        partSize: PART_BYTES,
        queueSize: PARTS_AT_ONCE,
      });
      // A source that breaks off breaks the upload, and the store then forgets its parts.
      const feeding = pipeline(source, stream);
      const [fed, kept] = await Promise.allSettled([
        feeding,
        upload.done().catch((error: unknown) => {
          stream.destroy();
          throw error;
        }),
      ]);
      if (kept.status === 'rejected')
        throw fed.status === 'rejected' ? firstCause(fed.reason, kept.reason) : kept.reason;
      if (fed.status === 'rejected') throw fed.reason;
      return stored();
    },
    async get(key, range) {
      const part = range === undefined ? {} : { Range: `bytes=${range.from}-${range.to}` };
      const found = await client.send(new GetObjectCommand({ ...at(key), ...part })).catch(ifThere);
      if (found?.Body === undefined) throw new NoSuchObject(key);
      return found.Body as Readable;
    },
    async has(key) {
      const found = await client.send(new HeadObjectCommand(at(key))).catch(ifThere);
      return found === null ? null : { size: found.ContentLength ?? 0 };
    },
    async remove(key) {
      await client.send(new DeleteObjectCommand(at(key))).catch(ifThere);
    },
    async *list() {
      for await (const page of paginateListObjectsV2({ client }, { Bucket: bucket }))
        for (const { Key, LastModified } of page.Contents ?? [])
          if (Key !== undefined && LastModified !== undefined) yield { key: Key, at: LastModified.getTime() };
    },
    async tidy(before) {
      const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
      const left = Uploads.filter(({ Initiated }) => Initiated !== undefined && Initiated.getTime() < before);
      for (const { Key, UploadId } of left) await abort(Key, UploadId);
      return left.length;
    },
  };
}

/** What broke first: a source that ended early, not the upload that saw it end. */
function firstCause(fed: unknown, kept: unknown): unknown {
  const isPremature = fed instanceof Error && 'code' in fed && fed.code === 'ERR_STREAM_PREMATURE_CLOSE';
  return isPremature ? kept : fed;
}

/** null where there is no such thing. */
function ifThere(error: unknown): null {
  const names = ['NoSuchKey', 'NotFound', 'NoSuchUpload'];
  if (error instanceof S3ServiceException && names.includes(error.name)) return null;
  throw error;
}
