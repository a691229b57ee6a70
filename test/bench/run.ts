import { atlanClientFigures } from './atlan-client.ts';
import { atlassianClientFigures } from './atlassian-client.ts';
import { dueFigures } from './due.ts';
import { functionFigures } from './functions.ts';
import { localCloudFigures } from './local-cloud.ts';
import { tableOf } from './measure.ts';
import { pollFigures } from './poll.ts';
import { provisionFigures } from './provision.ts';
import { scimFigures } from './scim.ts';
import { unleashFigures } from './unleash.ts';

/** `npm run bench`: a table on standard output; with `-- --json` the same figures as JSON. */
const figures = [
  ...(await atlanClientFigures()),
  ...(await atlassianClientFigures()),
  ...(await provisionFigures()),
  ...(await scimFigures()),
  ...(await unleashFigures()),
  ...(await pollFigures()),
  ...(await dueFigures()),
  ...(await functionFigures()),
  ...(await localCloudFigures()),
];
console.log(process.argv.includes('--json') ? JSON.stringify({ figures }) : tableOf(figures));
