/** A field that lists can be filtered and sorted by. */
export type Field<T> =
  | { readonly kind: 'text'; readonly read: (record: T) => string | undefined }
  | { readonly kind: 'number'; readonly read: (record: T) => number | undefined }
  | { readonly kind: 'flag'; readonly read: (record: T) => boolean | undefined };

export type FieldTable<T> = ReadonlyMap<string, Field<T>>;

export const textField = <T>(read: (record: T) => string | undefined): Field<T> => ({ kind: 'text', read });

export const numberField = <T>(read: (record: T) => number | undefined): Field<T> => ({ kind: 'number', read });

export const flagField = <T>(read: (record: T) => boolean | undefined): Field<T> => ({ kind: 'flag', read });
