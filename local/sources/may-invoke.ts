import type { DeployedPermission } from '../template/deployed/deployed-function.ts';

/** What wants to call a function. */
export interface Invoker {
  /** For instance `events.amazonaws.com`. */
  readonly service: string;
  readonly sourceArn: string;
}

/** Whether a permission of the template lets `invoker` call the function. */
export const mayInvoke = (
  permissions: readonly DeployedPermission[],
  functionName: string,
  { service, sourceArn }: Invoker,
): boolean =>
  permissions.some(
    (permission) =>
      permission.functionName === functionName &&
      permission.service === service &&
      matches(permission.sourceArn, sourceArn),
  );

function matches(pattern: string, text: string): boolean {
  const literal = (part: string) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${pattern.split('*').map(literal).join('.*')}$`).test(text);
}
