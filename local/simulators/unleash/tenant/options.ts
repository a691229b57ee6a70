import { type Decode, fieldsOf, flag, integerBetween, isObject, nullOr, oneOf } from '../../kit/decode.ts';

/** What one instance of Unleash is like. */
export interface InstanceOptions {
  /** The open source edition has no groups, no roles and no service accounts. Default 'enterprise'. */
  readonly edition: 'oss' | 'enterprise';
  /** How many users one caller may create in a minute; refused requests count. null = no limit. Default 20, as Unleash's own. */
  readonly createsPerMinute: number | null;
  /** Whether a mail server is configured, so that an invitation can be mailed. Default false. */
  readonly canMail: boolean;
}

const defaultOptions: InstanceOptions = { edition: 'enterprise', createsPerMinute: 20, canMail: false };

/**
 * `base` with the fields that `patch` has.
 * @throws {InvalidInput} naming the field that is unknown or wrong.
 */
export function decodeOptions(patch: unknown, at: string, base: InstanceOptions = defaultOptions): InstanceOptions {
  fieldsOf(patch, at, Object.keys(defaultOptions));
  const given = isObject(patch) ? patch : {};
  const field = <K extends keyof InstanceOptions>(name: K, decode: Decode<InstanceOptions[K]>): InstanceOptions[K] =>
    given[name] === undefined ? base[name] : decode(given[name], `${at}.${name}`);
  return {
    edition: field('edition', oneOf(['oss', 'enterprise'])),
    createsPerMinute: field('createsPerMinute', nullOr(integerBetween(1))),
    canMail: field('canMail', flag),
  };
}
