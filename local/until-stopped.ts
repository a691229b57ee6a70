/**
 * Starts something and keeps it until SIGINT, SIGTERM or SIGHUP, or until `stop` is called; then disposes of it. A signal that comes while
 * it is being started ends the process at once, and its children with it; so does a second one.
 */
export async function untilStopped(start: (stop: () => void) => Promise<AsyncDisposable>): Promise<void> {
  const { promise: stopped, resolve: stop } = Promise.withResolvers<void>();
  let isUp = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (!isUp) process.exit(130);
      isUp = false;
      stop();
    });
  await using running = new AsyncDisposableStack();
  running.use(await start(stop));
  isUp = true;
  // nothing else need be open for it to wait
  const open = setInterval(() => undefined, 2 ** 30);
  await stopped;
  clearInterval(open);
}
