import { becauseOf, type PersonDoubt } from '../identity/person-doubt.ts';
import { planLate } from '../lateness/plan-late.ts';
import type { SponsorDoubt } from '../sponsorship/sponsorship.ts';
import type { OpenQuestion } from '../timeline/open-questions.ts';
import type { EndIntent, GrantIntent, Intent } from './intent.ts';
import { whileRemoved } from './leaving/remove-accounts.ts';
import type { Observed, TargetRules } from './observed.ts';
import type { Next, Plan } from './plan.ts';
import { planLeaving } from './plan-leaving.ts';
import { planNoRole } from './plan-no-role.ts';

/** Works out what to do. Pure and total; the plan of its own result is empty. */
export const planFor = (intent: Intent, observed: Observed, rules: TargetRules): Plan => {
  const plan = planOf(intent, observed, rules);
  return intent.kind === 'end' ? plan : whileRemoved(plan, observed);
};

function planOf(intent: Intent, observed: Observed, rules: TargetRules): Plan {
  switch (intent.kind) {
    case 'grant':
      return asksBeside(intent, whileInvited(planLate(intent, observed, rules), observed));
    case 'end':
      return asksAtLast(intent, planLeaving(intent, observed, rules));
    case 'no-role':
      return whileInvited(planNoRole(intent, observed, rules), observed);
    case 'leave-alone':
      return whileInvited({ actions: [], next: leftAlone(intent) }, observed);
  }
}

/** No worker is invited a second time, or counts as converged, while an invitation of ours may still show. */
function whileInvited(plan: Plan, { isInvitationOpen }: Observed): Plan {
  if (!isInvitationOpen) return plan;
  const actions = plan.actions.filter(({ kind }) => kind !== 'invite');
  return { ...plan, actions, next: plan.next.kind === 'hold' ? plan.next : NOT_VISIBLE };
}

const NOT_VISIBLE: Next = { kind: 'waiting', because: 'The target does not show the invitation yet', isSoon: true };

/** Sign-in first: what HR left open of an end is asked once the access is over. */
const asksAtLast = ({ question }: EndIntent, plan: Plan): Plan =>
  question && plan.next.kind === 'converged' ? { ...plan, next: asked(question) } : plan;

/** What is done for the worker goes on meanwhile; what shows within minutes is checked first. */
const asksBeside = ({ question }: GrantIntent, plan: Plan): Plan =>
  question && plan.next.kind !== 'hold' && !(plan.next.kind === 'waiting' && plan.next.isSoon)
    ? { ...plan, next: asked(question) }
    : plan;

const leftAlone = ({ because, question }: Extract<Intent, { readonly kind: 'leave-alone' }>): Next =>
  question ? asked(question) : { kind: 'waiting', because, isAnnounced: true };

/** What HR left open waits for a person. */
function asked(question: OpenQuestion | PersonDoubt | SponsorDoubt): Next {
  if (question.kind === 'sponsor-left')
    return { kind: 'hold', hold: question.kind, because: SPONSOR_LEFT, about: [question.sponsor] };
  if (question.kind === 'same-person') {
    const { kind, other, isTransfer } = question;
    const about = isTransfer ? [other, 'transfer'] : [other];
    return {
      kind: 'hold',
      hold: kind,
      because: becauseOf(question),
      about,
      other,
      ...(isTransfer && { ending: true }),
    };
  }
  const { kind, id } = question;
  const because = question.record
    ? OF_RECORDS[question.record]
    : question.of === 'record_deleted'
      ? DELETED
      : ASKS[kind];
  const ending = kind === 'unconfirmed' && ENDS.includes(question.of);
  return { kind: 'hold', hold: kind, because, about: [id], ...(ending && { ending }) };
}

/** Kinds of events that may end access: what is not certain of them is as urgent as an ending. */
const ENDS: readonly OpenQuestion['of'][] = ['left', 'joined', 'rehired', 'converted'];

const SPONSOR_LEFT =
  'The sponsor of this worker does not work here any more, so no person answers for the access: it stays as it is until its last day. ' +
  'State a new sponsor with worker sponsor, or approve to end the access now';

const DELETED =
  'HR deleted the record of this worker and did not say that they leave: access stays as it is, and no ending will come by that record. ' +
  'Have HR send the ending, or state it yourself; anything that HR sends about the record later closes this';

const OF_RECORDS: Readonly<Record<NonNullable<OpenQuestion['record']>, string>> = {
  'other-not-started':
    'HR ended one record of this worker, and never said that another one began which it names too: access stays as it is. Have HR start or end the ' +
    'other record, or approve if the worker has left',
  'not-started':
    'HR ended a record of this worker that it never started, and the worker goes on under an earlier id: access stays as it is. Have HR end the ' +
    'earlier record, or start the one that it ended, or approve if the worker has left',
  'replaced-goes-on':
    'HR ended the record of this worker that took the place of an earlier one, and never ended the earlier one: access stays as it is. Have HR end ' +
    'the earlier record, or approve if the worker has left',
  'unheard-goes-on':
    'HR ended this worker, who goes on only by the word of a connection that is not in the configuration any more, so no ending can come from there: ' +
    'access stays as it is. Approve if the worker has left, or have HR start a record of the worker that goes on. If another HR system took the place of ' +
    'that connection, say so in the configuration (access.replacedBy)',
  'status-says-so':
    'HR’s record of this worker says that they have left (employmentStatus), and no ending that came ends the access that goes on: it stays as it is. ' +
    'Have HR send the ending, with a last day that covers what goes on, or ' +
    'correct the status, or approve if the worker has left',
  'far-ahead':
    'HR sent a last day so far ahead that it may be mistyped (more than ten years, or more than one for an ending that it calls in effect): access ' +
    'stays as it is until then. Have HR correct the date, reject if it is meant, or approve if the worker has left',
};

const ASKS: Readonly<Record<OpenQuestion['kind'], string>> = {
  'unknown-leaver':
    'HR ended a worker of whom it said nothing else: no address, no start, so no account of theirs can be looked for. Have HR send their address, or ' +
    'find out under which address they had access, end that, and approve',
  unconfirmed:
    'HR said something of which it is not certain, and did not confirm it: nothing is done by it, and access stays as it is. Have HR confirm ' +
    'it or take it back, or approve it yourself',
  'undated-ending':
    'HR said that this worker leaves, but sent no date that can be read: access stays as it is. Have HR send the date, or decide yourself',
  'idle-cancellation':
    'HR cancelled a statement that cannot be found, so nothing was cancelled: have HR say which one it means, or approve to go on without it',
  'unclear-ending':
    'HR sent a last day that can mean two things. One: it ends one contract, another one goes on, and so does access. Two: it ends ' +
    'them all, and access ends after that day. Access stays as it is: have HR name the contracts (engagementId), or approve if all end',
  'no-show':
    'HR sent a last day before the first day of a contract, and it can mean two things. One: the worker never came. Two: the last day is ' +
    'wrong, and the contract begins. It gives no access meanwhile: have HR cancel one of the two, or approve if the worker never came',
};
