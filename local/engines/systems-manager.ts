import { awsAnswer, awsError, type Engine } from '../gateway/aws-request.ts';

/** What Systems Manager says of the template's documents: all of it was deployed just now, so that each has one version. */
export const createSystemsManager =
  (documents: readonly { readonly name: string }[]): Engine =>
  async ({ operation, body }) => {
    if (operation !== 'DescribeDocument')
      return awsError('UnknownOperationException', `The local cloud does not know ssm:${operation}`);
    const found = documents.find(({ name }) => name === body['Name']);
    if (!found) return awsError('InvalidDocument', `Document with name ${String(body['Name'])} does not exist.`);
    return awsAnswer({ Document: { Name: found.name, DefaultVersion: '1', LatestVersion: '1', DocumentVersion: '1' } });
  };
