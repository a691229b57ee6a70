import { spawnSync } from 'node:child_process';

/** What git would hand to another machine, from the root, the files that are new here with it. */
export function trackedFiles(): readonly string[] {
  const { stdout } = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout.split('\0').filter((name) => name !== '');
}
