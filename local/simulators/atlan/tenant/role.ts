export interface Role {
  readonly id: string;
  readonly name: string;
  /** The display name. */
  readonly description: string;
  readonly level: 'workspace' | 'admin-subrole' | 'connection' | 'persona';
}

/** The three roles people have, sub-roles, and two of the many that connections and personas bring. */
export function tenantRoles(guid: () => string): readonly Role[] {
  const role = (name: string, description: string, level: Role['level']): Role => ({
    id: guid(),
    name,
    description,
    level,
  });
  return [
    role('$admin', 'Admin', 'workspace'),
    role('$member', 'Member', 'workspace'),
    role('$guest', 'Guest', 'workspace'),
    role('$admin_connections', 'Admins (Connections)', 'admin-subrole'),
    role('$admin_governance', 'Admins (Governance)', 'admin-subrole'),
    role('wf-admin', 'Workflow Admin', 'admin-subrole'),
    role(`connection_admins_${guid()}`, 'Connection admins: warehouse', 'connection'),
    role(`persona_${guid().slice(0, 8)}`, 'Persona: business definitions', 'persona'),
  ];
}
