import type { Assembly, Template } from './assembly.ts';
import { type Identity, identify } from './identify.ts';
import { pseudoParameter, resolve, type Scope } from './intrinsics.ts';
import { UnknownPart } from './unknown-part.ts';

/** A resource of any stack with every name in it resolved. */
export interface ResolvedResource {
  /** Its logical id. */
  readonly id: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** All resources of all stacks, as one deployment would make them. Throws `UnknownPart` for what it cannot resolve. */
export function resolveStacks({ stacks }: Assembly, gateway: string): readonly ResolvedResource[] {
  const exports = new Map<string, () => string>();
  const scoped = Object.entries(stacks).map(([stack, template]) => {
    const scope = scopeOf({ stack, template, gateway, imported: (name) => importedFrom(exports, name, stack) });
    for (const [id, { Value, Export }] of Object.entries(template.Outputs ?? {})) {
      if (Export === undefined) continue;
      const where = `${stack}.Outputs.${id}`;
      exports.set(String(resolve(Export.Name, scope, where)), () => String(resolve(Value, scope, where)));
    }
    return { stack, template, scope };
  });
  return scoped.flatMap(({ stack, template, scope }) =>
    Object.entries(template.Resources).map(([id, { Type, Properties = {} }]) => ({
      id,
      type: Type,
      properties: Object.fromEntries(
        Object.entries(Properties).map(([name, value]) => [name, resolve(value, scope, `${stack}.${id}.${name}`)]),
      ),
    })),
  );
}

interface StackToScope {
  readonly stack: string;
  readonly template: Template;
  readonly gateway: string;
  readonly imported: Scope['imported'];
}

function scopeOf({ stack, template, gateway, imported }: StackToScope): Scope {
  const identities = new Map<string, Identity>();
  for (const [id, { Type, Properties = {} }] of Object.entries(template.Resources)) {
    const text = (property: string) => {
      const value = Properties[property];
      if (typeof value === 'string') return value;
      throw new UnknownPart(
        `${stack}.${id}`,
        `its ${property} is not a plain text, so it could not be found by its name`,
      );
    };
    identities.set(id, identify({ id, type: Type, text, properties: Properties, gateway }));
  }
  return {
    imported,
    ref: (id) => {
      const value = pseudoParameter(id) ?? identities.get(id)?.ref;
      if (value === undefined) throw new UnknownPart(stack, `something refers to ${id}`);
      return value;
    },
    attribute: (id, name) => {
      const value = identities.get(id)?.attributes[name];
      if (value === undefined) throw new UnknownPart(stack, `something reads the attribute ${name} of ${id}`);
      return value;
    },
  };
}

function importedFrom(exports: ReadonlyMap<string, () => string>, name: string, stack: string): string {
  const value = exports.get(name);
  if (!value) throw new UnknownPart(stack, `it imports ${name}, which no stack exports`);
  return value();
}
