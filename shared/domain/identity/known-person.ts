import { connectionOf } from '../event/source-key.ts';
import { normaliseEmail } from '../text/email.ts';
import { readEngagement } from '../timeline/engagement-at.ts';
import { endingOverride } from '../worker/override.ts';
import { standingAt } from '../worker/standing.ts';
import type { Worker } from '../worker/worker.ts';
import { personStatements } from './person-statements.ts';
import { IDENTITY_ATTRIBUTES, type Identity } from './same-person.ts';

/** Whether HR says that the worker works here under a source key, or is about to. */
const GOES_ON: readonly string[] = ['active', 'presumed', 'expected'];

const readingsOf = ({ engagements }: Pick<Worker, 'engagements'>, at: number) =>
  Object.entries(engagements).map(([sourceKey, engagement]) => readEngagement(sourceKey, engagement, at));

/** What is announced only, or has been said of an ending, says who the worker is, too. */
const statementsIn = ({ engagements }: Pick<Worker, 'engagements'>) =>
  Object.values(engagements).flatMap(personStatements);

/** What HR says of who a worker is, at an instant (epoch ms): engagements that go on count before those that are over. */
export function identityOf(worker: Pick<Worker, 'engagements' | 'overrides'>, at: number): Identity {
  const readings = readingsOf(worker, at);
  const goesOn = (one: (typeof readings)[number]) => GOES_ON.includes(one.status);
  const said = [...readings, ...readings.filter(goesOn)];
  const stated = [...statementsIn(worker), ...said.map(({ current }) => current)].flatMap(({ attributes }) =>
    IDENTITY_ATTRIBUTES.flatMap((name) => (attributes[name] ? [[name, attributes[name]] as const] : [])),
  );
  const { workEmail } = standingAt(worker.engagements, worker.overrides, at);
  return { ...Object.fromEntries(stated), ...(workEmail && { workEmail }) };
}

/** Whether a worker goes on at an instant (epoch ms) under a source key of the same connection that is not this one. */
export const goesOnBeside = (worker: Pick<Worker, 'engagements'>, sourceKey: string, at: number): boolean =>
  readingsOf(worker, at).some(
    ({ status, current }) =>
      current.sourceKey !== sourceKey &&
      connectionOf(current.sourceKey) === connectionOf(sourceKey) &&
      GOES_ON.includes(status),
  );

/**
 * Whether an address (in the form of `normaliseEmail`) is a worker's at an instant (epoch ms), also once they have left, or
 * their offer was rescinded. It may have been another worker's before. Where HR took back all it said of the address, saying it again does not undo an operator's override.
 */
export function hasAddress(
  { engagements, overrides, addresses, erased }: Pick<Worker, 'engagements' | 'overrides' | 'addresses' | 'erased'>,
  email: string,
  at: number,
): boolean {
  if (erased) return false;
  const { workEmail } = standingAt(engagements, overrides, at);
  if (workEmail !== undefined) return normaliseEmail(workEmail) === email;
  const isStated = statementsIn({ engagements }).some(
    ({ attributes }) => attributes.workEmail && normaliseEmail(attributes.workEmail) === email,
  );
  return isStated || (addresses.includes(email) && endingOverride(overrides, at) !== undefined);
}

/** Whether only an operator has spoken of a worker: the worker whom HR names by their address is who was meant. */
export const isKnownByOperatorOnly = ({
  engagements,
  hasEngagementsInHistory,
  overrides,
  links,
  erased,
}: Worker): boolean =>
  !erased && Object.keys(engagements).length === 0 && !hasEngagementsInHistory && overrides.length > 0 && !links;
