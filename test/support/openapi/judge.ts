import { expect } from 'vitest';
import { OPENAPI_DIR, openapiDocument } from './document.ts';
import type { Exchange } from './exchange.ts';
import { type Checked, type Contract, openapiValidator } from './validator.ts';

export interface Deviation {
  /** For people: what differs, and why it is right all the same. */
  readonly what: string;
  readonly covers: (checked: Checked, violation: string, exchange: Exchange) => boolean;
}

export interface Judged extends Checked {
  /** What is left of the violations when the deviations are taken away. */
  readonly mistakes: readonly string[];
  readonly deviations: readonly Deviation[];
}

/** What a vendor publishes, and how one project's exchanges with it compare. */
export interface Judge {
  /** Whether the documents are there; where they are not, nothing is checked, and `whyNot` is printed once. */
  readonly canCheck: boolean;
  readonly whyNot: string;
  readonly deviations: readonly Deviation[];
  /** One exchange against the documents; undefined where they are not there. */
  readonly judge: (exchange: Exchange) => Judged | undefined;
  /** Every request that was sent and every answer that was given is as the documents say; of requests that are wrong on purpose only the answers. */
  readonly expectDocumented: (exchanges: readonly Exchange[], held?: 'all' | 'answers') => void;
}

/** By the files of a vendor's documents, each with the path of its server. `deviations` are on purpose; everything else is a mistake. */
export function judgeByFiles(
  vendor: string,
  files: Readonly<Record<string, string>>,
  deviations: readonly Deviation[],
): Judge {
  const contracts = Object.entries(files).flatMap(([file, base]) => {
    const document = openapiDocument(file);
    return document ? [{ document, base }] : [];
  });
  const isComplete = contracts.length === Object.keys(files).length;
  const judge = judgeBy(vendor, isComplete ? contracts : [], deviations);
  if (!judge.canCheck) process.stderr.write(`${judge.whyNot}\n`);
  return judge;
}

/** By documents that were read already; with none of them nothing is checked. */
export function judgeBy(vendor: string, contracts: readonly Contract[], deviations: readonly Deviation[]): Judge {
  const check = contracts.length > 0 ? openapiValidator(contracts) : undefined;
  const judge: Judge['judge'] = (exchange) => {
    const checked = check?.(exchange);
    if (!checked) return undefined;
    const found = checked.violations.map((violation) => ({
      violation,
      deviation: deviations.find(({ covers }) => covers(checked, violation, exchange)),
    }));
    return {
      ...checked,
      mistakes: found.flatMap(({ violation, deviation }) => (deviation ? [] : [violation])),
      deviations: [...new Set(found.flatMap(({ deviation }) => deviation ?? []))],
    };
  };
  return {
    canCheck: check !== undefined,
    whyNot: `${vendor}'s OpenAPI documents are not in ${OPENAPI_DIR}, so nothing is held against them; set OPENAPI_DIR`,
    deviations,
    judge,
    expectDocumented: (exchanges, held = 'all') => {
      const mistakes = exchanges
        .flatMap((exchange) => judge(exchange) ?? [])
        .flatMap(({ operation, status, mistakes: left }) =>
          left
            .filter((one) => held === 'all' || /^(answer|status)/.test(one))
            .map((one) => `${operation} ${status}: ${one}`),
        );
      expect([...new Set(mistakes)]).toEqual([]);
    },
  };
}
