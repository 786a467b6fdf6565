/**
 * Every scenario beside this file, by the model alone and with real packets: on one server of each kind, each scenario in
 * accounts of its own.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { canRun } from '../../src/drivers/linux/can-run.ts'
import { Lab } from '../cli/isthmus.ts'
import { playScenario } from './player/play.ts'
import { readScenario } from './player/read.ts'
import { createSdkAws } from './player/sdk-aws.ts'
import { createServerStage } from './player/server-stage.ts'

const FOLDER = new URL('.', import.meta.url)
const noPackets = await canRun()

interface File {
  readonly file: string
  readonly text: string
  /** From 1: no two scenarios share an account. */
  readonly number: number
}

const files: readonly File[] = readdirSync(FOLDER)
  .filter(name => name.endsWith('.scenario'))
  .map((file, at) => ({ file, number: at + 1, text: readFileSync(new URL(file, FOLDER), 'utf8') }))

/** Scenarios that move the clock, which is everybody's, are played alone. */
const movesClock = ({ text }: File): boolean => /^isthmus clock advance/m.test(text)

function playAll(driver: 'memory' | 'linux'): void {
  const lab = new Lab(undefined, [], afterAll)
  afterAll(() => lab.isthmus('down'))
  let endpoint = ''
  beforeAll(async () => {
    endpoint = (await lab.serve('--driver', driver, '--auth', 'open', '--classiclink')).endpoint
  })

  const play = async ({ file, number, text }: File) => {
    const scenario = readScenario(file, text)
    const sdk = createSdkAws(endpoint, scenario, number)
    try {
      await playScenario(file, scenario, await createServerStage(endpoint, sdk.aws))
    } finally {
      sdk.close()
    }
  }
  test.concurrent.each(files.filter(file => !movesClock(file)))('$file', { timeout: 60_000 }, play)
  test.each(files.filter(movesClock))('$file', { timeout: 60_000 }, play)
}

describe('by the model', () => playAll('memory'))
describe.skipIf(noPackets)(`with real packets${noPackets ? ` (skipped: ${noPackets})` : ''}`, () =>
  playAll('linux'),
)
