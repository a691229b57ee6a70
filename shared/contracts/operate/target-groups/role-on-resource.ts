import type { Argument } from '../command.ts';

/** The two options that name what membership gives. */
export const ROLE_ON_RESOURCE = [
  { field: 'resource', as: 'option', describe: 'the resource, by the target’s own id' },
  { field: 'role', as: 'option', describe: 'the role, by the target’s own name' },
] as const satisfies readonly Argument[];
