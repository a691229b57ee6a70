import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

import { TRANSCRIPT, transcriptPage } from './transcript.ts';

const { status, stdout, stderr } = spawnSync(process.execPath, ['local/demo/main.ts', '--once'], {
  encoding: 'utf8',
  env: { ...process.env, NO_COLOR: '1' },
});
if (status !== 0) {
  process.stderr.write(`${stdout}${stderr}\nThe day did not come out as it should; nothing was written.\n`);
  process.exit(1);
}
writeFileSync(TRANSCRIPT, transcriptPage(stdout));
process.stdout.write(`${TRANSCRIPT} written\n`);
