import type { Compilable, CompiledQuery } from 'kysely';

/** Stands in a query where a value will be. */
class Slot {
  readonly name: PropertyKey;

  constructor(name: PropertyKey) {
    this.name = name;
  }
}

/**
 * A query written once and run many times with other values: building and compiling it costs more than running it.
 *
 * ```ts
 * const leafHashAt = prepareQuery((value: Slots<{ index: number }>) =>
 *   queries.selectFrom('ledger_leaves').select('leaf_hash').where('leaf_index', '=', value('index')));
 * get(db, leafHashAt({ index: 7 }));
 * ```
 */
export function prepareQuery<Values extends object, Row>(
  build: (value: Slots<Values>) => Compilable<Row>,
): (values: Values) => CompiledQuery<Row> {
  const compiled = build((name) => new Slot(name) as never).compile();
  return (values) => ({
    ...compiled,
    parameters: compiled.parameters.map((parameter) =>
      parameter instanceof Slot ? values[parameter.name as keyof Values] : parameter,
    ),
  });
}

/** Names a value in the query; its type is that of the value. */
export type Slots<Values extends object> = <Name extends keyof Values>(name: Name) => Values[Name];
