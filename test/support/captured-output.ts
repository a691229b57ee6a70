import { vi } from 'vitest';

/** Everything this process writes while `run` runs: what a log collector would see. */
export async function capturedOutput(run: () => unknown): Promise<string> {
  let text = '';
  const keep = (chunk: unknown) => {
    text += String(chunk);
    return true;
  };
  const spies = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')];
  for (const spy of spies) spy.mockImplementation(keep);
  try {
    await run();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return text;
}
