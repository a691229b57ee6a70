import * as z from 'zod/mini';
import { normaliseEmail } from '../../../../domain/text/email.ts';
import { field } from '../../http/decode.ts';

const part = z.looseObject({ status: field(z.string()) });

const answerShape = z.looseObject({
  data: z.array(
    z.looseObject({
      id: field(z.string()),
      email: field(z.string()),
      results: field(
        z.array(
          z.looseObject({ roleAssignmentResult: field(z.array(part)), groupAssignmentResult: field(z.array(part)) }),
        ),
      ),
    }),
  ),
});

/** What an answer to an invitation of one person says, whatever its status: 206 and 200 have the same body. */
export interface InviteAnswer {
  /** The person is usable at once under this id, though searches may not show them yet. */
  readonly id?: string;
  /** A group of the invitation was not assigned. */
  readonly isPartial: boolean;
}

/** Every `status` counts, never the HTTP status alone. A body in another form says nothing, and the look that follows decides. */
export function readInviteAnswer(body: unknown, email: string): InviteAnswer {
  const answer = answerShape.safeParse(body);
  const entries = answer.success ? answer.data.data : [];
  const entry = entries.find((one) => one.email !== undefined && normaliseEmail(one.email) === email);
  const parts = (entry?.results ?? []).flatMap(({ roleAssignmentResult = [], groupAssignmentResult = [] }) => [
    ...roleAssignmentResult,
    ...groupAssignmentResult,
  ]);
  return {
    isPartial: parts.some(({ status }) => status !== 'INVITED'),
    ...(entry?.id !== undefined && { id: entry.id }),
  };
}
