import { serveFromCommandLine } from '../kit/command-line.ts';
import { SCIM } from './product.ts';

await serveFromCommandLine(SCIM, {
  description: 'Serves a SCIM 2.0 directory of invented people',
  exampleEndpoint: 'POST /Users',
  port: 4040,
});
