import { readFileSync } from 'node:fs';

import { type Answer, html } from '../../kit/http/answer.ts';

/** Read on every request, so that the page can be edited while the simulator runs. */
export const page = (): Answer => html(200, readFileSync(new URL('index.html', import.meta.url), 'utf8'));
