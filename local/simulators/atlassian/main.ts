import { serveFromCommandLine } from '../kit/command-line.ts';
import { ATLASSIAN } from './product.ts';

await serveFromCommandLine(ATLASSIAN, {
  description: 'Serves an Atlassian organisation of invented people',
  exampleEndpoint: 'POST /admin/v2/orgs/{orgId}/users/invite',
  port: 4020,
});
