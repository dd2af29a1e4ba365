/** The same keys as the Chinese source, with other sentences: a missing entry does not compile. */
export type Translated<T> = { readonly [K in keyof T]: T[K] extends string ? string : Translated<T[K]> };
