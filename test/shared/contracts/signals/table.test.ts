import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { memoryObserve } from '../../../../shared/adapters/memory/memory-observe.ts';
import type { Notice } from '../../../../shared/app/notice/notice.ts';
import { noticeTo } from '../../../../shared/app/notice/notice-to.ts';
import { CONVERGE_SIGNALS } from '../../../../shared/contracts/signals/converge.ts';
import { EVENT_SIGNALS } from '../../../../shared/contracts/signals/events.ts';
import { ROWS } from '../../../../shared/contracts/signals/graphs.ts';
import { INGEST_SIGNALS } from '../../../../shared/contracts/signals/ingest.ts';
import { LEAVER_SIGNALS } from '../../../../shared/contracts/signals/leavers.ts';
import { metricOf, type Told } from '../../../../shared/contracts/signals/names.ts';
import { OPERATE_SIGNALS } from '../../../../shared/contracts/signals/operate.ts';
import { PLATFORM_SIGNALS } from '../../../../shared/contracts/signals/platform.ts';
import { POLL_SIGNALS } from '../../../../shared/contracts/signals/poll.ts';
import { ROTATE_SIGNALS } from '../../../../shared/contracts/signals/rotate.ts';
import type { Signal } from '../../../../shared/contracts/signals/signal.ts';
import { SIGNALS } from '../../../../shared/contracts/signals/table.ts';
import type { Observe } from '../../../../shared/ports/observe.ts';

const signals = Object.entries<Signal>(SIGNALS);
const source = globSync('{functions,shared/{app,runtime}}/**/*.ts').map((file) => readFileSync(file, 'utf8'));
const stands = (name: string) => source.some((text) => text.includes(`'${name}'`));

describe('the table of signals', () => {
  it('has each name once', () => {
    const tables = [
      CONVERGE_SIGNALS,
      EVENT_SIGNALS,
      INGEST_SIGNALS,
      LEAVER_SIGNALS,
      OPERATE_SIGNALS,
      PLATFORM_SIGNALS,
      POLL_SIGNALS,
      ROTATE_SIGNALS,
    ];
    expect(tables.flatMap((table) => Object.keys(table)).sort()).toEqual(Object.keys(SIGNALS).sort());
    expect(Object.keys(SIGNALS).filter((name) => !/^[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
  });

  it('has each metric once', () => {
    const metrics = signals.flatMap(([, { metric }]) => metric && ('name' in metric ? metric.name : metric.of));
    expect(metrics.filter((name, at) => name !== undefined && metrics.indexOf(name) !== at)).toEqual([]);
  });

  it.each(signals)('%s has a metric for its alarm and its graph to show', (_name, { metric, alarm, graph }) => {
    if (!alarm && graph === undefined) return;
    expect(metric).toBeDefined();
    if (!alarm?.each) return;
    expect(metric && 'per' in metric ? metric.per : []).toContain(alarm.each);
  });

  it('fills every graph of the dashboard', () => {
    const shown = new Set(signals.map(([, { graph }]) => graph));
    expect(ROWS.flatMap(({ graphs }) => Object.keys(graphs)).filter((graph) => !shown.has(graph as never))).toEqual([]);
  });

  it('has no line of the log, and no metric, that no function writes', () => {
    const silent = signals.flatMap(([name, { level, metric }]) => {
      const line = level === undefined || stands(name) ? [] : [name];
      if (!metric || !('by' in metric)) return line;
      return stands(metric.name) || (level !== undefined && metricOf(name) === metric.name && stands(name))
        ? line
        : [...line, metric.name];
    });
    expect(silent).toEqual([]);
  });
});

describe('a notice', () => {
  it('is a line at the level, and a count under the name and the dimensions, of its signal', () => {
    const told = signals.flatMap(([name, { level, metric }]) => {
      if (level === undefined || metric?.kind !== 'count' || !metric.by.includes('provision')) return [];
      return metricOf(name) === metric.name ? [{ name, level, metric: metric.name }] : [];
    });
    expect(told.length).toBeGreaterThan(12);
    for (const { name, level, metric } of told) {
      const observe = memoryObserve();
      const notice: (name: string, ids: object, level: string) => void = noticeTo(observe) as never;
      notice(name, { target: 'atlan-prod' }, level);
      expect(observe.counts).toEqual({ [metric]: 1 });
      expect(observe.lines).toEqual([{ level, event: name, ids: { target: 'atlan-prod' } }]);
    }
  });

  it('compiles only under a name of the table, at its level', () => {
    const notice: Notice = noticeTo(memoryObserve());
    const { observe }: { observe: Observe<Told> } = { observe: memoryObserve() };
    notice('hold-opened', {});
    // @ts-expect-error a misspelling
    notice('hold-openned', {});
    // @ts-expect-error its line is an error
    notice('leaver-active-again', {});
    // @ts-expect-error provision does not count it
    notice('sweep-stopped', {});
    // @ts-expect-error a misspelling
    observe.info('hold-decidet');
    // @ts-expect-error its line is no warning
    observe.warn('hold-decided');
    // @ts-expect-error it is measured, not counted
    observe.count('OldestHoldMinutes');
    // @ts-expect-error it is counted, not measured
    observe.measure('HoldDecided', 1, 'Count');
  });
});
