/** How lists and maps of a mesh file are made of smaller parts. */
import { z } from 'zod'
import { unknownKey } from './quoting.ts'

export const NOTHING = 'There is nothing here.'

/** These keys only. Of others there is one issue, whose message has a line for each. */
export function onlyKeys<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: issue =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map(key => unknownKey(key, Object.keys(shape))).join('\n')
        : undefined,
  })
}

/** One at least. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z
    .array(item)
    .refine(items => items.length > 0, NOTHING)
    .meta({ minItems: 1 })
}

/** Text that is not empty. */
export const text = z
  .string()
  .refine(written => written !== '', NOTHING)
  .meta({ minLength: 1 })

/** A text that `read` turns into what it stands for; undefined: it stands for nothing, and `whyNot` says so. */
export function readAs<T>(read: (text: string) => T | undefined, whyNot: (text: string) => string) {
  return z.string().transform((written, { addIssue }) => {
    const value = written === '' ? undefined : read(written)
    if (value !== undefined) return value
    addIssue({ code: 'custom', message: written === '' ? NOTHING : whyNot(written) })
    return z.NEVER
  })
}

/** Whether exactly one of the keys is there; `meta` says it to editors. */
export const hasOne =
  <Key extends string>(keys: readonly Key[]) =>
  (written: { readonly [K in Key]?: unknown }): boolean =>
    keys.filter(key => written[key] !== undefined).length === 1

export const oneRequired = (keys: readonly string[]) => ({ oneOf: keys.map(key => ({ required: [key] })) })
