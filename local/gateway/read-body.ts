import type { IncomingMessage } from 'node:http';

/** More than any AWS API takes in one request. */
const LARGEST_BYTES = 16 * 1024 * 1024;

/** The whole body, or undefined when it is larger than any service would take. */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    bytes += part.byteLength;
    if (bytes <= LARGEST_BYTES) chunks.push(part);
  }
  return bytes <= LARGEST_BYTES ? Buffer.concat(chunks) : undefined;
}
