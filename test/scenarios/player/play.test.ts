/** That a scenario can fail: on a stage where everything is as it is told to be. */
import { expect, test } from 'vitest'
import { causes } from '../../../src/reach/causes.ts'
import type { Trace, Verdict } from '../../../src/reach/trace.ts'
import { playScenario } from './play.ts'
import { readScenario } from './read.ts'
import { Refused, type Stage } from './stage.ts'

const CODE = 'NO_ROUTE_TO_DESTINATION'
const stopped = { reaches: false, code: CODE, direction: 'forward', about: 'rtb-1', ...causes[CODE] } as const

interface Told {
  readonly verdict?: Verdict
  /** Whether packets arrive; absent: there are none. */
  readonly arrives?: boolean
  readonly refusal?: string
}

const stage = ({ verdict = { reaches: true }, arrives, refusal }: Told): Stage => ({
  hasPackets: arrives !== undefined,
  async aws() {
    if (refusal) throw new Refused(refusal, 'no')
    return 'i-1\n'
  },
  isthmus: async () => '',
  settle: async () => undefined,
  judge: async flow => ({ trace: { flow, steps: [], verdict } as Trace, text: 'the trace' }),
  // What follows is not run, but what it would come to is known.
  wayInto: async () => ['sh', '-c', `exit ${arrives ? 0 : 1}`],
})

const HOST = '$a = aws ec2 run-instances --image-id ami-1 --query Instances[0].InstanceId'

async function outcome(line: string, told: Told): Promise<string> {
  const scenario = readScenario('x', `# A title\n${told.refusal ? '' : HOST}\n${line}`)
  return playScenario('x', scenario, stage(told)).then(
    () => 'as expected',
    (error: Error) => error.message.replace(`x:3: ${line}\n`, ''),
  )
}

const wrong = (said: string) => `the model was expected to say: ${said}. It says:\nthe trace`

test.each<[string, Told, string]>([
  ['ping $a $a → ok', {}, 'as expected'],
  ['ping $a $a → ok', { arrives: true }, 'as expected'],
  ['ping $a $a → ok', { arrives: false }, 'a real packet does not arrive. The model says:\nthe trace'],
  ['ping $a $a → ok', { verdict: stopped }, wrong('ok')],
  [`ping $a $a → stopped by ${CODE}`, { verdict: stopped, arrives: false }, 'as expected'],
  [
    `ping $a $a → stopped by ${CODE}`,
    { verdict: stopped, arrives: true },
    'a real packet arrives. The model says:\nthe trace',
  ],
  [`ping $a $a → stopped by ${CODE}`, {}, wrong(`stopped by ${CODE} on the way there`)],
  [
    `ping $a $a → stopped by ${CODE} at $a`,
    { verdict: stopped },
    wrong(`stopped by ${CODE} on the way there at i-1`),
  ],
  [
    `ping $a $a → stopped by ${CODE} on the way back`,
    { verdict: stopped },
    wrong(`stopped by ${CODE} on the way back`),
  ],
  [
    'ping $a $a → stopped by BAD_STATE_ROUTE',
    { verdict: stopped },
    wrong('stopped by BAD_STATE_ROUTE on the way there'),
  ],
  [HOST.replace('$a', '$b'), {}, 'as expected'],
  [`${HOST.slice(5)} → i-1`, {}, 'as expected'],
  [`${HOST.slice(5)} → i-2`, {}, 'expected i-2, and got i-1'],
  [`${HOST.slice(5)} → refused: X`, {}, 'expected refused: X, and got i-1'],
  [`${HOST.slice(5)} → refused: X`, { refusal: 'X' }, 'as expected'],
  [`${HOST.slice(5)} → refused: X`, { refusal: 'Y' }, 'expected refused: X, and got refused: Y'],
  [HOST.slice(5), { refusal: 'X' }, 'X: no'],
])('%s, with %o: %s', async (line, told, expected) => expect(await outcome(line, told)).toBe(expected))
