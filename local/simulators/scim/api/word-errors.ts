import { type Answer, json } from '../../kit/http/answer.ts';
import { type Attributes, ERROR_SCHEMA, isAttributes } from '../../kit/scim/answer.ts';
import type { DirectoryOptions } from '../tenant/options.ts';

/** An error in the form of the product that the directory stands for. */
export function worded(answer: Answer, { errorShape, errorStatus }: DirectoryOptions): Answer {
  const said = answer.status < 400 ? undefined : errorIn(answer.body);
  if (!said) return answer;
  if (errorShape === 'none') return { status: answer.status, headers: {}, body: '' };
  if (errorShape === 'unleash') {
    const name = UNLEASH_NAMES[answer.status] ?? 'BadDataError';
    return json(answer.status, { id: 'a3c1e0f2', name, message: said['detail'], details: [] });
  }
  // only its own gate, before SCIM, speaks another language
  if (errorShape === 'atlassian' && [401, 403].includes(answer.status))
    return json(answer.status, {
      error: answer.status === 401 ? 'Unauthorized' : 'Forbidden',
      traceId: '64f1c0a9b2d3',
    });
  if (errorStatus === 'text') return answer;
  return { ...answer, body: JSON.stringify({ ...said, status: answer.status }) };
}

const UNLEASH_NAMES: Readonly<Record<number, string>> = {
  401: 'AuthenticationRequired',
  403: 'NoAccessError',
  404: 'NotFoundError',
  409: 'NameExistsError',
};

function errorIn(body: string): Attributes | undefined {
  const said: unknown = body === '' ? undefined : JSON.parse(body);
  const isError = isAttributes(said) && Array.isArray(said['schemas']) && said['schemas'].includes(ERROR_SCHEMA);
  return isError ? said : undefined;
}
