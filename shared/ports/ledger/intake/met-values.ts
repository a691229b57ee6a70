/** A value that HR stated of an attribute, and that no rule names. */
export interface MetValue {
  readonly attribute: string;
  readonly value: string;
  /** Epoch ms at which it was stated first. */
  readonly at: number;
}

/** Which values were met that no rule names. At most 2,000 an attribute are distinguished; further new values are not recorded. */
export interface MetValues {
  /** Notes a value; one that was met before stays as it is. Safe to repeat. */
  meet(met: MetValue): Promise<void>;
  /** The values of these attributes that were stated first after an instant (epoch ms), of each the newest 20; the newest first. */
  metAfter(attributes: readonly string[], instant: number): Promise<readonly MetValue[]>;
}
