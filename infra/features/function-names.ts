import type { FunctionName } from '../../shared/contracts/function-names.ts';

/** By which other stacks find a function without importing anything of it. */
export const functionNameOf = (prefix: string, name: FunctionName): string => `${prefix}-${name}`;
