import { spawnSync } from 'node:child_process';

import { CannotRun, startPostgres } from './postgres.ts';
import { install, startUnleashServer } from './unleash-server.ts';

/**
 * `npm run real-unleash`: installs unleash-server beside this project, starts it on a PostgreSQL of its own, and compares our client and our
 * simulator with it. Where it cannot be installed or started, it says why and ends with 0: nothing was compared, and nothing is wrong.
 */
try {
  install();
  await using postgres = await startPostgres();
  await using plenty = await startUnleashServer(postgres.url, 1_000_000);
  await using documented = await startUnleashServer(postgres.url, 20);
  const { status } = spawnSync(
    'vitest',
    ['run', '--config', 'test/real-unleash/vitest.config.ts', ...process.argv.slice(2)],
    {
      stdio: 'inherit',
      env: {
        ...process.env,
        REAL_UNLEASH: JSON.stringify({
          ...connectionOf(plenty),
          limitedUrl: documented.baseUrl,
          databaseUrl: postgres.url,
        }),
      },
    },
  );
  process.exitCode = status ?? 1;
} catch (error) {
  if (!(error instanceof CannotRun)) throw error;
  process.stdout.write(`The real Unleash was not compared: ${error.message}\n`);
}

function connectionOf({ baseUrl, token }: { readonly baseUrl: string; readonly token: string }) {
  return { baseUrl, token };
}
