import type { Finding } from '../../../contracts/operate/status/doctor.ts';
import type { NotDone } from '../../../domain/outcome.ts';

export const ok = (what: string, because: string): Finding => ({ level: 'ok', what, because });

export const warn = (what: string, because: string, next: string): Finding => ({ level: 'warn', what, because, next });

export const wrong = (what: string, because: string, next: string): Finding => ({
  level: 'wrong',
  what,
  because,
  next,
});

/** What could not be looked at. What the target refuses stays so; anything else may be another matter in a minute. */
export function unseen(what: string, outcome: NotDone): Finding {
  const { because } = outcome;
  if (outcome.kind === 'wait' && outcome.cause === 'credentials')
    return wrong(what, because, 'Put a valid token into the secret of this target');
  if (
    outcome.kind === 'refused' ||
    outcome.kind === 'permanent' ||
    (outcome.kind === 'wait' && outcome.cause === 'forbidden')
  )
    return wrong(
      what,
      because,
      'Use an API token that an administrator of the tenant made, or correct the configuration',
    );
  return warn(what, because, 'Try again in a minute');
}

const ORDER: readonly Finding['level'][] = ['wrong', 'warn', 'ok'];

export const worstFirst = (findings: readonly Finding[]): readonly Finding[] =>
  findings.toSorted((a, b) => ORDER.indexOf(a.level) - ORDER.indexOf(b.level));
