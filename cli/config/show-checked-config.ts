import type { CheckedConfig } from '../../shared/contracts/config/check-config.ts';

const counted = (count: number, one: string): string => `${count} ${count === 1 ? one : `${one}s`}`;

/** What a person reads of a configuration that can be deployed. */
export function showCheckedConfig(checked: CheckedConfig): string {
  const { file, connections, targets, rules, examples, rulesWithoutExample } = checked;
  return [
    `${file} can be deployed: ${counted(connections.length, 'connection')} (${connections.join(', ')}), ${counted(targets.length, 'target')} (${targets.join(', ')}), ${counted(rules, 'rule')}; ${counted(examples, 'example')} checked.`,
    ...(rulesWithoutExample.length > 0 ? [`No example covers these rules: ${rulesWithoutExample.join(', ')}`] : []),
  ].join('\n');
}
