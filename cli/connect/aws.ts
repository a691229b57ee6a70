import { EXIT } from '../exit-code.ts';
import { Refusal } from '../refusal.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** What the command line asks of AWS itself. Both throw a `Refusal` that says what to do. */
export interface Aws {
  /** Of the user who is signed in. */
  credentials(): Promise<Credentials>;
  /** The outputs of a stack; undefined when there is no such stack. */
  stackOutputs(name: string, region: string | undefined): Promise<Readonly<Record<string, string>> | undefined>;
}

/** The real one. Its packages are loaded when they are needed, for they take longer to load than most commands to answer. */
export const aws: Aws = {
  async credentials() {
    const { defaultProvider } = await import('@aws-sdk/credential-provider-node');
    try {
      return await defaultProvider()();
    } catch (error) {
      throw refusalOf(error);
    }
  },

  async stackOutputs(name, region) {
    const { CloudFormationClient, DescribeStacksCommand } = await import('@aws-sdk/client-cloudformation');
    const client = new CloudFormationClient({ maxAttempts: 2, ...(region !== undefined && { region }) });
    try {
      const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName: name }));
      return (
        stack &&
        Object.fromEntries(
          (stack.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
        )
      );
    } catch (error) {
      if (error instanceof Error && error.name === 'ValidationError' && /does not exist/.test(error.message)) return;
      throw refusalOf(error);
    } finally {
      client.destroy();
    }
  },
};

const NOT_ALLOWED = /^(AccessDenied|ExpiredToken|InvalidClientTokenId|SignatureDoesNotMatch|UnrecognizedClient)/;

function refusalOf(error: unknown): Refusal {
  const { name, message } = error instanceof Error ? error : new Error('unknown error');
  if (name === 'CredentialsProviderError' || name === 'TokenProviderError') {
    const because = 'No AWS credentials were found, or they have expired: sign in to AWS, or set AWS_PROFILE';
    return new Refusal(EXIT.notAllowed, { error: 'no-credentials', because });
  }
  if (/^region is missing/i.test(message)) {
    const because = 'No AWS region is known: give --region, or set AWS_REGION';
    return new Refusal(EXIT.usage, { error: 'no-region', because });
  }
  if (NOT_ALLOWED.test(name)) {
    const because = `AWS did not allow reading the stack (${name}): sign in as a principal that may call cloudformation:DescribeStacks, or give --endpoint`;
    return new Refusal(EXIT.notAllowed, { error: 'not-allowed', because });
  }
  const because = `The request to AWS failed (${name}); try again, or give --endpoint`;
  return new Refusal(EXIT.unreachable, { error: 'unreachable', because });
}
