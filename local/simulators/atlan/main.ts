import { serveFromCommandLine } from '../kit/command-line.ts';
import { ATLAN } from './product.ts';

await serveFromCommandLine(ATLAN, {
  description: 'Serves an Atlan tenant of invented people',
  exampleEndpoint: 'POST /api/service/users',
  port: 4010,
});
