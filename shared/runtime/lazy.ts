/** Builds once, at the first call. A failure is thrown and forgotten, so the next call tries again. */
export function lazy<T>(build: () => T): () => T {
  let built: { readonly value: T } | undefined;
  return () => {
    built ??= { value: build() };
    return built.value;
  };
}
