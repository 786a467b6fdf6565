/** Rows of figures, printed as they come. */

export interface Row {
  readonly what: string
  readonly measured: string
  readonly floor?: string
  /** Absent: nothing is promised. */
  readonly budget?: string
  readonly holds?: boolean
}

export const milliseconds = (value: number): string =>
  `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`

export const gigabitsText = (value: number): string => `${value.toFixed(1)} Gbit/s`

/** The value below which that part of the samples lies. */
export function quantile(samples: readonly number[], part: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN
}

export const median = (samples: readonly number[]): number => quantile(samples, 0.5)

/** How long each of so many runs takes, one after another, in milliseconds. */
export async function timed(runs: number, task: () => Promise<unknown>): Promise<readonly number[]> {
  const samples: number[] = []
  for (let run = 0; run < runs; run++) {
    const began = performance.now()
    await task()
    samples.push(performance.now() - began)
  }
  return samples
}

const WIDTHS = [58, 26, 26, 26]

export function print({ what, measured, floor = '', budget = '', holds }: Row): void {
  const cells = [what, measured, floor, budget].map((cell, at) => cell.padEnd(WIDTHS[at] ?? 0))
  const verdict = holds === undefined ? '' : holds ? 'holds' : 'misses'
  console.log(`| ${cells.join(' | ')} | ${verdict.padEnd(6)} |`)
}

export function printHead(): void {
  const cells = ['What', 'Isthmus', 'Floor / baseline', 'Budget'].map((cell, at) =>
    cell.padEnd(WIDTHS[at] ?? 0),
  )
  console.log(`| ${cells.join(' | ')} |        |`)
  console.log(`|${[...WIDTHS, 6].map(width => '-'.repeat(width + 2)).join('|')}|`)
}
