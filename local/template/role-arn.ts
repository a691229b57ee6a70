import { PLACE } from './place.ts';

interface Role {
  /** Its logical id, which is its name here. */
  readonly id: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** The ARN of a role, which its path is part of. */
export function roleArn({ id, properties: { Path: path = '/' } }: Role): string {
  return `arn:${PLACE.partition}:iam::${PLACE.account}:role${String(path)}${id}`;
}
