/** One value of a metric, as CloudWatch would keep it: under one set of dimensions. */
export interface Datum {
  readonly namespace: string;
  readonly name: string;
  readonly unit: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly value: number;
}

interface Directive {
  readonly Namespace: string;
  readonly Dimensions: readonly (readonly string[])[];
  readonly Metrics: readonly { readonly Name: string; readonly Unit: string }[];
}

/** What CloudWatch reads of a function's output: every value in its lines of embedded metrics, under every set of dimensions they name. */
export function emittedMetrics(output: string): readonly Datum[] {
  return output.split('\n').flatMap((line) => {
    if (!line.includes('"CloudWatchMetrics"')) return [];
    const fields = JSON.parse(line) as Record<string, unknown> & {
      readonly _aws: { readonly CloudWatchMetrics: readonly Directive[] };
    };
    const { _aws: emitted } = fields;
    return emitted.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
      Metrics.flatMap(({ Name, Unit }) =>
        Dimensions.flatMap((names) => {
          const dimensions = Object.fromEntries(names.map((name) => [name, String(fields[name])]));
          return [fields[Name]]
            .flat()
            .map((value) => ({ namespace: Namespace, name: Name, unit: Unit, dimensions, value: Number(value) }));
        }),
      ),
    );
  });
}
