import { lateQuestion } from '../../../domain/lateness/late-news.ts';
import type { Wanted } from '../../../domain/policy/wanted-access.ts';
import { accessAt } from '../../../domain/worker/access-standing.ts';
import { type PolicyQuestion, wantedFor } from '../wanted-for.ts';

/** What is wanted without what HR stated late, and what a person is asked about the rest. */
export interface Late {
  readonly wanted: Wanted | undefined;
  readonly about: readonly string[];
  readonly because: string;
}

/** What is to be asked about a worker's late news on one target; undefined where HR stated nothing late. */
export function lateGrant(question: PolicyQuestion): Late | undefined {
  const { worker, at } = question;
  const asked = lateQuestion(worker, at);
  if (!asked) return undefined;
  const { overrides } = worker;
  const standing = accessAt({ engagements: asked.without, overrides }, at, question.policy.access);
  return { wanted: wantedFor({ ...question, standing }), about: asked.about, because: becauseOf(asked.days) };
}

const becauseOf = (days: number): string =>
  `HR sent a start or a move ${days} days after the day from which it applies. What it takes away is taken, and what it gives waits: have HR ` +
  'correct the date if it is wrong, or approve if it is right';
