/** The names between braces of a text: `'{day} at {time}'` needs `day` and `time`. */
type Names<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;

type Arguments<S extends string> = [Names<S>] extends [never] ? [] : [values: Record<Names<S>, string | number>];

/**
 * A `t()` over a catalog. Korean is the reference: a key that English lacks, a key that nobody defined and a missing value
 * are compile errors.
 */
export function translator<K extends Record<string, string>>(texts: () => { [Key in keyof K]: string }) {
  return <Key extends keyof K & string>(key: Key, ...[values]: Arguments<K[Key]>): string => {
    const text = texts()[key];
    return values ? text.replace(/\{(\w+)\}/g, (_, name: string) => String((values as Record<string, unknown>)[name])) : text;
  };
}
