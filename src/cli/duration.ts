/** Spans of time as people write them: `7d`, `2h30m`, `90s`. */
import { InvalidArgumentError } from '@commander-js/extra-typings'

const UNITS = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 } as const
const FORM = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/

/** The milliseconds of a span. Refuses anything else than days, hours, minutes and seconds in this order. */
export function readDuration(text: string): number {
  const amounts = FORM.exec(text)?.slice(1)
  if (text === '' || !amounts) throw new InvalidArgumentError('A duration looks like 7d, 2h30m or 90s.')
  return Object.values(UNITS).reduce((sum, unit, at) => sum + Number(amounts[at] ?? 0) * unit, 0)
}
