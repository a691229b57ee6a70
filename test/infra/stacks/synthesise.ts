import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';

import cdk from '../../../cdk.json' with { type: 'json' };
import { addStacks } from '../../../infra/stacks/add-stacks.ts';
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

export interface Installation {
  readonly resources: readonly Resource[];
  readonly ofType: (type: string) => readonly Resource[];
}

export const config = readConfig(company);

/** Both templates of one installation, without bundles. Throws what nag finds. */
export function synthesise(environment = 'main', chosen = config): Installation {
  const outdir = mkdtempSync(join(tmpdir(), 'infra-test-'));
  try {
    const app = new App({ context: cdk.context, outdir });
    const stacks = addStacks(app, {
      environment,
      config: chosen,
      bundles: {
        ingest: 'functions/ingest',
        provision: 'functions/provision',
        poll: 'functions/poll',
        operate: 'functions/operate',
        rotate: 'functions/rotate',
      },
    });
    const resources = [stacks.state, stacks.service].flatMap((stack) =>
      Object.entries<Omit<Resource, 'id'>>(Template.fromStack(stack).toJSON()['Resources']).map(([id, resource]) => ({
        id,
        ...resource,
      })),
    );
    return { resources, ofType: (type) => resources.filter(({ Type }) => Type === type) };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

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
