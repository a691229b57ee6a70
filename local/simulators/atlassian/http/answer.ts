import { type Answer, json, Refused } from '../../kit/http/answer.ts';
import type { OrganisationOptions } from '../organisation/options.ts';

/** Success with nothing to say. */
export const noContent: Answer = { status: 204, headers: {}, body: '' };
export const created: Answer = { status: 201, headers: {}, body: '' };
export const empty: Answer = { status: 200, headers: {}, body: '' };

interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
}

type Shape = Pick<OrganisationOptions, 'errorShape'>;

/** An error in one of the four shapes that Atlassian's services use, or without a body. */
export function problem({ errorShape }: Shape, { status, code, title, detail }: Problem): Answer {
  switch (errorShape) {
    case 'errors':
      return json(status, { errors: [{ id: 'simulated', status: String(status), code, title, detail }] });
    case 'code':
      return json(status, { code: status, message: title });
    case 'timestamp':
      return json(status, {
        timestamp: '2026-11-27T00:00:00.000+00:00',
        status,
        error: title,
        message: detail,
        path: '/admin',
        requestId: 'simulated',
      });
    case 'key':
      return json(status, { key: keyOf(status) });
    case 'none':
      return { status, headers: {}, body: '' };
  }
}

const KEYS: Readonly<Record<number, string>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'notFound',
  409: 'conflict',
};
const keyOf = (status: number) => KEYS[status] ?? 'bodyParseFailure';

/** The gateway before the services knows only this shape. */
export const gateway = (status: number, message: string, headers: Readonly<Record<string, string>> = {}): Answer =>
  json(status, { code: status, message }, headers);

/** What the User Management API says. */
export const managementError = (status: number, key: string, context?: unknown): Answer =>
  json(status, { key, ...(context === undefined ? {} : { context }) });

export const refuse = (options: Shape, status: number, code: string, title: string, detail = title): Refused =>
  new Refused(problem(options, { status, code, title, detail }));
