import type { Datum } from '../../../support/emitted-metrics.ts';
import type { Installation } from '../../stacks/synthesise.ts';

/** What CloudWatch counts of lines of JSON by the template's metric filters. Throws for a pattern that is more than texts compared. */
export function countedLines(output: string, { ofType }: Installation): readonly Datum[] {
  const lines = output.split('\n').filter((line) => line.startsWith('{') && !line.includes('"CloudWatchMetrics"'));
  return lines.flatMap((line) => {
    const fields: Readonly<Record<string, unknown>> = JSON.parse(line);
    return ofType('AWS::Logs::MetricFilter').flatMap(({ Properties }): readonly Datum[] => {
      if (!fits(Properties['FilterPattern'], fields)) return [];
      const [{ MetricName, MetricNamespace, MetricValue, Unit, Dimensions }] = Properties['MetricTransformations'];
      const named = (Dimensions as readonly { readonly Key: string; readonly Value: string }[]).map(
        ({ Key, Value }) => [Key, String(fields[fieldOf(Value)])] as const,
      );
      const dimensions = Object.fromEntries(named);
      return [{ namespace: MetricNamespace, name: MetricName, unit: Unit, dimensions, value: Number(MetricValue) }];
    });
  });
}

const fieldOf = (selector: string) => selector.replace(/^\$\./, '');

/** For instance `{ ($.status = "403") && ($.route = "POST /events") }`. */
function fits(pattern: string, fields: Readonly<Record<string, unknown>>): boolean {
  const [, terms = ''] = /^\{ (.*) \}$/.exec(pattern) ?? [];
  return terms.split(' && ').every((term) => {
    const [, field, value] = /^\(?\$\.(\w+) = "([^"]*)"\)?$/.exec(term) ?? [];
    if (field === undefined) throw new Error(`this test does not know the filter pattern ${pattern}`);
    return fields[field] === value;
  });
}
