/**
 * Starts something and keeps it until SIGINT, SIGTERM or SIGHUP; then disposes of it. A signal that comes while it is being started is
 * heeded as soon as it is up; a second one ends the process at once, and its children with it.
 */
export async function untilStopped(start: () => Promise<AsyncDisposable>): Promise<void> {
  const stopped = Promise.withResolvers<void>();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (stopping) process.exit(130);
      stopping = true;
      stopped.resolve();
    });
  let stopping = false;
  await using _running = await start();
  // nothing else need be open for it to wait
  const open = setInterval(() => undefined, 2 ** 30);
  await stopped.promise;
  clearInterval(open);
}
