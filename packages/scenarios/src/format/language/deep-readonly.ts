/** The same data with every list, map and field read-only. */
export type DeepReadonly<Type> = Type extends string | number | bigint | boolean | null | undefined
  ? Type
  : Type extends readonly (infer Element)[]
    ? readonly DeepReadonly<Element>[]
    : { readonly [Key in keyof Type]: DeepReadonly<Type[Key]> }
