/** Prints the counts of a Vitest run from its JSON report as the last line that CI reads: `N passed, N failed`. */
import { readFileSync } from 'node:fs'

interface Suite {
  readonly status: string
  readonly assertionResults: readonly { readonly status: string }[]
}

const { testResults } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as {
  readonly testResults: readonly Suite[]
}
const statuses = testResults.flatMap(suite => suite.assertionResults.map(test => test.status))
const count = (...wanted: readonly string[]) => statuses.filter(status => wanted.includes(status)).length
/** A file that could not even be loaded has no tests of its own to count. */
const broken = testResults.filter(
  suite => suite.status === 'failed' && suite.assertionResults.length === 0,
).length
const failed = count('failed') + broken
console.log(`${count('passed')} passed, ${failed} failed, ${count('pending', 'skipped', 'todo')} skipped`)
process.exitCode = failed > 0 || statuses.length === 0 ? 1 : 0
