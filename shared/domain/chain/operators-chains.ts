const GROUPS = 'groups of ';
const POLICY = 'rules of ';

/** The chains of what operators change of a target, which concerns no worker. */
export const chainsOf = (target: string): { readonly groups: string; readonly policy: string } => ({
  groups: `${GROUPS}${target}`,
  policy: `${POLICY}${target}`,
});

/** A worker key has no spaces. */
export const isChainOfOperators = (key: string): boolean => key.startsWith(GROUPS) || key.startsWith(POLICY);
