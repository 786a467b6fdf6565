/** `--quota NAME=N`: how it is read, and the names that there are. */
import { InvalidArgumentError } from '@commander-js/extra-typings'
import { type QuotaLimits, type QuotaName, quotas } from '../model/quotas.ts'

/** `NAME=N` added to the quotas set so far. */
export function readQuota(text: string, before: Partial<QuotaLimits>): Partial<QuotaLimits> {
  const [, name = '', limit] = /^([a-z0-9-]+)=(\d{1,9})$/.exec(text) ?? []
  if (!Object.hasOwn(quotas, name))
    throw new InvalidArgumentError('It looks like peerings-per-vpc=60; the names are below.')
  return { ...before, [name]: Number(limit) }
}

/** Quotas with their defaults, a line each: all if none are named. */
export const quotaLines = (names = Object.keys(quotas) as readonly QuotaName[]): string =>
  names
    .map(name => {
      const { what, standard, raised } = quotas[name]
      return `  ${name.padEnd(32)}${what} (${standard}, raised ${raised})`
    })
    .join('\n')
