/** Who made a change, as the `authDetails` of its event say. All are ids, none a name. */
export interface Actor {
  readonly clientId: string;
  readonly userId: string;
  readonly ipAddress: string;
}

const FRONTEND = '6f1a3c52-0d1b-4f53-9a55-1f7d2f7c0a01';

/** A person, by the bearer of an interactive session. */
export const personActor = (userId: string): Actor => ({ clientId: FRONTEND, userId, ipAddress: '127.0.0.1' });

/** An API token, or a service of the tenant: an actor of its own. */
export const serviceActor = (id: string): Actor => ({ clientId: id, userId: id, ipAddress: '127.0.0.1' });

/** An administrator in Atlan's own screens, who is none of the users: what the control endpoints change. */
export const SCREENS = personActor('6f1a3c52-0d1b-4f53-9a55-1f7d2f7c0a02');

export const SCIM_SERVICE = serviceActor('6f1a3c52-0d1b-4f53-9a55-1f7d2f7c0a03');

export const WORKFLOW_SERVICE = serviceActor('6f1a3c52-0d1b-4f53-9a55-1f7d2f7c0a04');
