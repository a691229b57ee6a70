import type { IncomingMessage } from 'node:http';

const MAX_BODY_BYTES = 256 * 1024;

/** The whole body, or 'too-large' when it passes 256 KiB; the rest is then read and dropped, so that an answer can be sent. */
export async function readBody(request: IncomingMessage): Promise<Buffer | 'too-large'> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= MAX_BODY_BYTES) chunks.push(bytes);
  }
  return size <= MAX_BODY_BYTES ? Buffer.concat(chunks) : 'too-large';
}
