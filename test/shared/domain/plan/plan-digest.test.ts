import { describe, expect, it } from 'vitest';
import { planDigest } from '../../../../shared/domain/plan/plan.ts';
import { planFor } from '../../../../shared/domain/plan/plan-for.ts';
import type { OpenQuestion } from '../../../../shared/domain/timeline/open-questions.ts';
import { member, present, rules, seen, wanted } from './looks.ts';

const question: OpenQuestion = { kind: 'undated-ending', of: 'left', id: 'evt_2', at: 0 };
const withoutAccount = seen([], { byEmail: { kind: 'absent' } });
const invite = { kind: 'invite', email: 'ada@example.com', role: '$member', rule: 'members' } as const;

describe('the name of a plan', () => {
  it('is a short digest of what it does', () => {
    expect(planDigest({ actions: [] })).toBe('4f53cda18c2baa0c0354bb5f9a3ecbe5');
    expect(planDigest({ actions: [invite] })).toMatch(/^[0-9a-f]{32}$/);
  });

  it('is the same for the same steps, whatever made them, and another for others', () => {
    const { byEmail: _, ...unread } = withoutAccount;
    const plan = planFor(wanted, withoutAccount, rules);
    expect(planDigest(planFor({ ...wanted, question }, withoutAccount, rules))).toBe(planDigest(plan));
    const others = [
      planFor(wanted, unread, rules),
      planFor(wanted, seen([], { byEmail: present(member) }), rules),
      planFor({ ...wanted, role: { name: '$guest', rule: 'members' } }, withoutAccount, rules),
    ];
    expect(new Set([plan, ...others].map(planDigest)).size).toBe(4);
  });
});
