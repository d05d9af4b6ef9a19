import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';

const s3 = new S3Client();

export async function readObject(Bucket: string, Key: string): Promise<string> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  return Body!.transformToString();
}

/** The object key in a notification of S3: with `+` for a space. */
export function decoded(key: string): string {
  return decodeURIComponent(key.replace(/\+/g, ' '));
}
