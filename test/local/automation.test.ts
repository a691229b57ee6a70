import { beforeAll, describe, expect, it } from 'vitest';

import type { Execution } from '../../local/automation/automations.ts';
import type { Assembly } from '../../local/template/assembly.ts';
import { UnknownPart } from '../../local/template/unknown-part.ts';
import { assemblyOf } from './support/assembly.ts';
import { edited, eventually, type RunningCloud, runningCloud, TEST_CONFIG } from './support/running-cloud.ts';

let assembly: Assembly;
beforeAll(async () => {
  assembly = await assemblyOf(TEST_CONFIG);
});

interface Started {
  readonly parameters?: Readonly<Record<string, string>>;
  readonly approve?: boolean;
}

const starter =
  ({ control }: RunningCloud) =>
  (document: string, started: Started) =>
    control<Execution>('POST', `automation/${document}/start`, started);

const pathOf = ({ steps }: Execution) => steps.map(({ step, status }) => [step, status]);
const modeOf = async ({ operate }: RunningCloud) => (await operate('mode', { target: 'atlan-prod' }))['mode'];

const ENFORCE = { target: 'atlan-prod', mode: 'enforce', reason: 'the report was read' };

describe('the runbook documents on the local cloud', () => {
  it('look only, unless told otherwise', async () => {
    await using running = await runningCloud({ assembly });
    const outcome = await starter(running)('mode', { parameters: ENFORCE });
    expect(outcome.status).toBe('Success');
    expect(pathOf(outcome)).toEqual([
      ['choose', 'Success'],
      ['dryRun', 'Success'],
    ]);
    expect(outcome.steps[1]?.answer).toMatchObject({ target: 'atlan-prod', mode: 'observe' });
    expect(await modeOf(running)).toBe('observe');
  });

  it('change what was approved, and the control plane knows them as their own role', async () => {
    await using running = await runningCloud({ assembly });
    const outcome = await starter(running)('mode', { parameters: { ...ENFORCE, DryRun: 'false' }, approve: true });
    expect(pathOf(outcome)).toEqual([
      ['choose', 'Success'],
      ['look', 'Success'],
      ['approve', 'Success'],
      ['call', 'Success'],
    ]);
    const [answer] = outcome.steps.slice(-1);
    expect(answer?.answer).toMatchObject({
      mode: 'enforce',
      complete: true,
      set: {
        actor: `Automation-${outcome.execution}`,
        reason: `the report was read (automation ${outcome.execution}, approved by arn:aws:iam::000000000000:user/second-person)`,
      },
    });
    expect(await modeOf(running)).toBe('enforce');
  });

  it('change nothing without an approval, or after a rejection', async () => {
    await using running = await runningCloud({ assembly });
    const start = starter(running);
    const waiting = await start('mode', { parameters: { ...ENFORCE, DryRun: 'false' } });
    expect([waiting.status, pathOf(waiting).at(-1)]).toEqual(['Waiting', ['approve', 'Waiting']]);
    expect(waiting.steps.at(-1)?.notified).toEqual({
      topicArn: 'arn:aws:sns:eu-west-1:000000000000:Automation-atlan-lifecycle-main-approvals',
      message: expect.stringContaining('mode: read the parameters of this execution'),
    });
    const rejected = await start('mode', { parameters: { ...ENFORCE, DryRun: 'false' }, approve: false });
    expect([rejected.status, pathOf(rejected).at(-1)]).toEqual(['Failed', ['approve', 'Failed']]);
    expect(await modeOf(running)).toBe('observe');
  });

  it('end a worker’s access at once, without an approval', async () => {
    // slow enough that the command has time to ask the target
    await using running = await runningCloud({ assembly, timeScale: 4 });
    const { hr, operate, person, tenant } = running;
    await operate('mode', { target: 'atlan-prod', mode: 'enforce', reason: 'a test' });
    await hr('joined', 'ada');
    await eventually('the joiner is invited', async () => (await person('ada@example.com'))?.state === 'invited');
    await tenant('POST', 'accept', { email: 'ada@example.com' });
    const parameters = { email: 'ada@example.com', reason: 'a stolen laptop' };

    const looked = await starter(running)('disable', { parameters });
    expect(pathOf(looked).at(-1)).toEqual(['dryRun', 'Success']);
    expect(looked.steps.at(-1)?.answer).toMatchObject({ workers: [{ workerKey: expect.any(String) }] });
    expect((await person('ada@example.com'))?.enabled).toBe(true);

    const outcome = await starter(running)('disable', { parameters: { ...parameters, DryRun: 'false' } });
    expect(pathOf(outcome)).toEqual([
      ['choose', 'Success'],
      ['call', 'Success'],
    ]);
    expect((await person('ada@example.com'))?.enabled).toBe(false);
  });

  it('say what the control plane refused', async () => {
    await using running = await runningCloud({ assembly });
    const outcome = await starter(running)('find', {});
    expect(outcome).toMatchObject({ status: 'Failed', steps: [{ step: 'call' }] });
    expect(outcome.steps[0]?.because).toMatch(/^\/operate\/find answered 400: .*must name the worker/);
  });

  it.each([
    ['a parameter that is not there', { colour: 'red' }, 'there is no parameter colour'],
    ['a missing one', {}, 'the parameter target is missing'],
    ['a value that is not offered', { target: 'atlan-prod', mode: 'loud' }, 'mode must be one of: observe'],
    ['a name in braces', { target: '{{ DryRun }}' }, 'target does not match'],
  ])('are not started with %s', async (_what, parameters: Readonly<Record<string, string>>, problem) => {
    await using running = await runningCloud({ assembly });
    await expect(starter(running)('mode', { parameters })).rejects.toThrow(problem);
  });
});

describe('the local cloud stops', () => {
  type Content = { mainSteps: { action: string; inputs: Record<string, unknown> }[] };
  const withSteps = (change: (steps: Content['mainSteps']) => void) =>
    edited(assembly, 'runbooks', (resources) => {
      const [one] = Object.values(resources).filter(
        ({ Type, Properties }) => Type === 'AWS::SSM::Document' && String(Properties['Name']).endsWith('-mode'),
      );
      change((one!.Properties['Content'] as Content).mainSteps);
    });

  it('at a script that is not ours', async () => {
    const other = withSteps((steps) => {
      for (const { inputs } of steps)
        if ('Script' in inputs) inputs['Script'] = 'def call_operate(events, context): pass';
    });
    await expect(runningCloud({ assembly: other })).rejects.toThrow(UnknownPart);
  });

  it('at a step it does not know', async () => {
    const other = withSteps((steps) => {
      steps[0]!.action = 'aws:sleep';
    });
    await expect(runningCloud({ assembly: other })).rejects.toThrow(/-mode|mode \(AWS::SSM::Document\)|mainSteps/);
  });

  it.each([
    ['may not tell its approvers', /No statement allows sns:Publish/, false],
    ['tells a topic whose name Systems Manager does not take', /no topic whose name begins with Automation/, true],
  ])('a document that %s', async (_what, because, isRenamed) => {
    const other = edited(assembly, 'runbooks', (resources) => {
      for (const { Type, Properties } of Object.values(resources)) {
        const { Policies, TopicName } = Properties as {
          Policies?: { PolicyDocument: { Statement: { Sid: string }[] } }[];
          TopicName?: string;
        };
        if (Type === 'AWS::SNS::Topic' && isRenamed) Properties['TopicName'] = `Our-${TopicName}`;
        for (const { PolicyDocument } of isRenamed ? [] : (Policies ?? []))
          PolicyDocument.Statement = PolicyDocument.Statement.filter(({ Sid }) => Sid !== 'TellApprovers');
      }
    });
    await using running = await runningCloud({ assembly: other });
    const parameters = { ...ENFORCE, DryRun: 'false' };
    const outcome = await starter(running)('mode', { parameters, approve: true });
    expect(pathOf(outcome).at(-1)).toEqual(['approve', 'Failed']);
    expect(outcome.steps.at(-1)?.because).toMatch(because);
    expect(await modeOf(running)).toBe('observe');
  });

  it('a document whose role may not ask its command', async () => {
    const other = edited(assembly, 'runbooks', (resources) => {
      for (const [id, { Type, Properties }] of Object.entries(resources))
        if (Type === 'AWS::IAM::Role' && /mode/i.test(id)) Properties['Policies'] = [];
    });
    await using running = await runningCloud({ assembly: other });
    const outcome = await starter(running)('mode', { parameters: { target: 'atlan-prod' } });
    expect(outcome.steps.at(-1)?.because).toMatch(/No statement allows execute-api:Invoke/);
  });
});
