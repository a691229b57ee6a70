import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as z from 'zod/mini';

const resource = z.looseObject({
  Type: z.string(),
  Properties: z.optional(z.record(z.string(), z.unknown())),
});

const template = z.looseObject({
  // a stack without any is not deployed
  Resources: z.prefault(z.record(z.string(), resource), {}),
  Outputs: z.optional(
    z.record(z.string(), z.looseObject({ Value: z.unknown(), Export: z.optional(z.object({ Name: z.unknown() })) })),
  ),
});

const assets = z.looseObject({
  files: z.record(
    z.string(),
    z.looseObject({
      source: z.looseObject({ path: z.string() }),
      destinations: z.record(z.string(), z.looseObject({ objectKey: z.string() })),
    }),
  ),
});

export type Template = z.infer<typeof template>;

/** What a synthesis leaves: one template a stack, and where the code of the functions lies. */
export interface Assembly {
  /** By the stack's id. */
  readonly stacks: Readonly<Record<string, Template>>;
  /** Folders by the object key under which a deployment would upload them. */
  readonly assets: ReadonlyMap<string, string>;
}

const TEMPLATE = '.template.json';
const ASSETS = '.assets.json';

/** Reads the folder that `cdk synth` wrote. Throws an error that names the file which is not what it must be. */
export async function readAssembly(folder: string): Promise<Assembly> {
  const names = await readdir(folder).catch(() => {
    throw new Error(`${folder} cannot be read; it should be what a synthesis wrote`);
  });
  const read = async <T>(name: string, schema: z.ZodMiniType<T>): Promise<T> => {
    const result = schema.safeParse(JSON.parse(await readFile(join(folder, name), 'utf8')));
    if (!result.success) throw new Error(`${join(folder, name)} is no such file as a synthesis writes`);
    return result.data;
  };
  const stacks = names.filter((name) => name.endsWith(TEMPLATE)).sort();
  if (stacks.length === 0) throw new Error(`${folder} holds no template; run the synthesis first`);
  const manifests = await Promise.all(
    names.filter((name) => name.endsWith(ASSETS)).map(async (name) => read(name, assets)),
  );
  return {
    stacks: Object.fromEntries(
      await Promise.all(
        stacks.map(async (name) => [name.slice(0, -TEMPLATE.length), await read(name, template)] as const),
      ),
    ),
    assets: new Map(
      manifests.flatMap(({ files }) =>
        Object.values(files).flatMap(({ source, destinations }) =>
          Object.values(destinations).map(({ objectKey }) => [objectKey, resolve(folder, source.path)] as const),
        ),
      ),
    ),
  };
}
