import { awsAnswer, awsError, type Engine } from '../gateway/aws-request.ts';
import type { DeployedMapping } from '../template/deployed/deployed-queue.ts';

export interface EventSourceMappings {
  readonly engine: Engine;
  /** Whether the mapping hands anything over now. */
  readonly isEnabled: (id: string) => boolean;
}

/** Lambda's event source mappings as switches, known by their logical ids. They turn at once, where Lambda takes a moment. */
export function createEventSourceMappings(mappings: readonly DeployedMapping[]): EventSourceMappings {
  const enabled = new Map(mappings.map((mapping) => [mapping.id, mapping.enabled]));
  const shown = (id: string) => ({ UUID: id, State: enabled.get(id) ? 'Enabled' : 'Disabled' });
  return {
    isEnabled: (id) => enabled.get(id) ?? false,
    engine: async ({ operation, body }) => {
      const { UUID: id, Enabled: wanted } = body;
      if (typeof id !== 'string' || !enabled.has(id))
        return awsError('ResourceNotFoundException', 'The resource you requested does not exist.', 404);
      switch (operation) {
        case 'GetEventSourceMapping':
          return awsAnswer(shown(id));
        case 'UpdateEventSourceMapping':
          if (typeof wanted === 'boolean') enabled.set(id, wanted);
          return awsAnswer(shown(id), 202);
        default:
          return awsError('UnknownOperationException', `The local cloud does not know lambda:${operation}`);
      }
    },
  };
}
