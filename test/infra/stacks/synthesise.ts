import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import type { Template } from 'aws-cdk-lib/assertions';

import cdk from '../../../cdk.json' with { type: 'json' };
import { addStacks, type StacksProps } from '../../../infra/stacks/add-stacks.ts';
import { readConfig } from '../../../shared/contracts/config/read-config.ts';
import company from '../../support/company.config.ts';

export type Properties = ReturnType<Template['toJSON']>;

export interface Resource {
  readonly id: string;
  readonly Type: string;
  readonly Properties: Properties;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export interface Synthesised {
  /** As AWS is told to call it. */
  readonly name: string;
  readonly terminationProtection: boolean;
  /** Names of the stacks that must be there before it. */
  readonly after: readonly string[];
  readonly template: Properties;
  /** In bytes, as it is uploaded. */
  readonly bodySize: number;
  readonly resources: readonly Resource[];
}

export interface Installation {
  /** Those that have resources, in the order of their deployment. */
  readonly stacks: readonly Synthesised[];
  readonly resources: readonly Resource[];
  readonly ofType: (type: string) => readonly Resource[];
}

export const config = readConfig(company);

export type Chosen = Partial<Omit<StacksProps, 'bundles'>>;

/** All templates of one installation, without bundles. Throws what nag finds. */
export function synthesise(chosen: Chosen = {}): Installation {
  const outdir = mkdtempSync(join(tmpdir(), 'infra-test-'));
  try {
    const app = new App({ context: cdk.context, outdir });
    const added = addStacks(app, {
      environment: 'main',
      config,
      isFirst: false,
      ...chosen,
      bundles: {
        ingest: 'functions/ingest',
        provision: 'functions/provision',
        poll: 'functions/poll',
        operate: 'functions/operate',
        rotate: 'functions/rotate',
      },
    });
    const assembly = app.synth();
    const stacks = added.flatMap((stack): Synthesised | [] => {
      const artifact = assembly.getStackArtifact(stack.artifactId);
      const template: Properties = artifact.template;
      const resources = resourcesOf(template);
      if (resources.length === 0) return [];
      return {
        name: artifact.stackName,
        terminationProtection: artifact.terminationProtection === true,
        after: stack.dependencies.map(({ stackName }) => stackName),
        template,
        bodySize: statSync(artifact.templateFullPath).size,
        resources,
      };
    });
    const resources = stacks.flatMap((stack) => stack.resources);
    return { stacks, resources, ofType: (type) => resources.filter(({ Type }) => Type === type) };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

const resourcesOf = (template: Properties): readonly Resource[] =>
  Object.entries<Omit<Resource, 'id'>>(template['Resources'] ?? {}).map(([id, resource]) => ({ id, ...resource }));

interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

/** What a role may do. */
export const statementsOf = (role: Resource): readonly Statement[] =>
  role.Properties['Policies'].flatMap((policy: Properties) => policy['PolicyDocument'].Statement);

export const listOf = <T>(one: T | readonly T[]): readonly T[] => (Array.isArray(one) ? one : [one as T]);
