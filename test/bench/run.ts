import { atlanClientFigures } from './atlan-client.ts';
import { tableOf } from './measure.ts';

/** `npm run bench`: a table on standard output; with `-- --json` the same figures as JSON. */
const figures = [...(await atlanClientFigures())];
console.log(process.argv.includes('--json') ? JSON.stringify({ figures }) : tableOf(figures));
