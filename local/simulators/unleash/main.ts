import { serveFromCommandLine } from '../kit/command-line.ts';
import { UNLEASH } from './product.ts';

await serveFromCommandLine(UNLEASH, {
  description: 'Serves an instance of Unleash with invented people',
  exampleEndpoint: 'POST /api/admin/user-admin',
  port: 4020,
});
