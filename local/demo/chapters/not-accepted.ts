import type { Chapter } from '../chapter.ts';
import { isPendingDisable, isSettled, tell } from '../explained.ts';
import { atlanTargets, mainTarget } from '../main-target.ts';
import { requestsDuring } from '../requests.ts';
import { JOINERS } from '../staff.ts';

/** A worker joins, their access is ended before they accept, and then they accept. */
export const notAccepted: Chapter = {
  name: 'the-leaver-who-had-not-accepted',
  title: 'The leaver who had not accepted',
  about:
    'An invitee cannot be disabled. The role and groups are removed at once; the account is disabled as soon as the person accepts.',
  play: async (stage) => {
    const { cloud, paper } = stage;
    const mara = JOINERS.endedBeforeAccepting;
    const target = mainTarget(cloud);
    const joined = await requestsDuring(stage, target, async () => {
      await stage.hr('joined', mara);
      return stage.until('she is invited', async () => {
        const found = await stage.explain(mara);
        return found?.targets.every(isSettled) && found;
      });
    });
    paper.line(cloud.clock.now(), `${mara.name} joined → ${tell(joined.value, target)}${joined.says}`);
    const invited = await stage.user(target, mara);

    const before = joined.value.receipts.length;
    await stage.hr('left', mara, { immediate: true, date: today(cloud.clock.now()) });
    const waiting = await stage.until('her access is removed as far as possible', async () => {
      const [user, found] = [await stage.user(target, mara), await stage.explain(mara)];
      return (
        user?.workspaceRole === '$guest' &&
        user.groups.length === 0 &&
        found &&
        isPendingDisable(found) && { user, found }
      );
    });
    paper.line(cloud.clock.now(), `${mara.name} is ended before she accepted → ${tell(waiting.found, target, before)}`);
    const because = waiting.found.targets.find((one) => one.target === target)?.because ?? '';
    paper.line(cloud.clock.now(), `${mara.name}: ${because}`);

    for (const one of atlanTargets(cloud))
      if ((await stage.user(one, mara))?.state === 'invited')
        await stage.tenant(one, 'POST', 'accept', { email: mara.email });
    const acceptedAt = cloud.clock.now();
    paper.line(acceptedAt, `${mara.name} opens the old mail and accepts the invitation`);
    const ended = await stage.until('her account is disabled, and read back', async () => {
      const [user, found] = [await stage.user(target, mara), await stage.explain(mara)];
      const over = found?.targets.every(({ accounts }) => accounts.every(({ endedAt }) => endedAt !== undefined));
      return user?.state === 'disabled' && over && found && { user, found };
    });
    const seconds = Math.ceil((cloud.clock.now() - acceptedAt) / 1_000);
    paper.line(cloud.clock.now(), `${mara.name} → disabled ✓ read back, ${seconds} s after she accepted`);
    const verdicts = ended.found.receipts
      .filter((step) => step.target === target && step.action === 'disable')
      .map(({ verdict }) => verdict);
    return {
      says: 'a leaver who had not accepted: no role and no groups at once, disabled as soon as she accepted',
      look: () => ({
        holds: {
          'she was invited with what policy gave': invited?.state === 'invited' && invited.groups.length > 0,
          'the role and groups were removed while she was still an invitee': waiting.user.state === 'invited',
          'she is disabled': ended.user.state === 'disabled',
          'and that was read back': verdicts.includes('ended'),
        },
        evidence: { invited, waiting: waiting.user, because, ended: ended.user, verdicts, seconds },
      }),
    };
  },
};

const today = (now: number): string => new Date(now).toISOString().slice(0, 10);
