/** How long user data may run, and how much of what it prints is kept. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { decide } from '../actions/operations.ts'
import { canRun } from '../drivers/linux/can-run.ts'
import { createMemoryDriver } from '../drivers/memory/driver.ts'
import { openedRegion } from '../model/birth.ts'
import { built } from '../model/instance-lifecycle.ts'
import { LiveNetwork, put } from '../model/network.ts'
import { limits } from '../model/quotas.ts'
import { Consoles } from './consoles.ts'
import { newId } from './ids.ts'
import { runUserData } from './user-data.ts'

const noPackets = await canRun()
const place = { ownerId: '111111111111', region: 'us-east-1' }

/** An instance with this user data that comes up in an empty namespace. What it prints until the user data has ended. */
async function printed(script: string, within: number): Promise<string> {
  const netns = `isthmus-test-${newId('i')}`
  execFileSync('ip', ['netns', 'add', netns])
  onTestFinished(() => void execFileSync('ip', ['netns', 'del', netns]))
  const directory = mkdtempSync(join(tmpdir(), 'isthmus-user-data-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  const consoles = new Consoles(directory)
  const live = new LiveNetwork()
  live.apply(1, openedRegion({ place, now: 0, newId }).map(put))
  const caller = { accountId: place.ownerId, region: place.region, arn: '', userId: '' }
  const keys = { make: () => expect.unreachable(), read: () => undefined }
  const rules = {
    quotas: limits('none'),
    images: 'any',
    classicLink: false,
    keys,
    consoleOf: consoles.last,
  } as const
  const input = { ImageId: 'ami-0123456789abcdef0', MinCount: 1, MaxCount: 1, UserData: btoa(script) }
  const launch = decide('RunInstances', { network: live.view, caller, now: 0, newId, ...rules }, input)
  live.apply(2, launch.changes ?? [])
  const [instance] = live.view.instances.values()
  if (!instance) throw new Error('nothing was launched')
  const driver = { ...createMemoryDriver(), locate: async () => ({ netns: `/run/netns/${netns}` }) }
  const onError = (_: string, error: unknown) => expect.unreachable(String(error))
  const options = { network: live.view, driver, consoles, within, onError }
  runUserData(options, live.apply(3, built(live.view, instance, 1)))
  const output = () => atob(consoles.last(instance.id)?.base64 ?? '')
  return vi.waitUntil(() => /isthmus: the user data .*\n$/.test(output()) && output(), 15_000)
}

test.skipIf(noPackets)(
  `what takes too long is stopped${noPackets ? ` (skipped: ${noPackets})` : ''}`,
  async () => {
    const output = await printed('#!/bin/sh\necho begun\nsleep 600\n', 1_500)
    expect(output).toContain('begun\nisthmus: the user data took longer than 1.5 seconds and was stopped\n')
  },
)

test.skipIf(noPackets)(`a flood is cut off${noPackets ? ` (skipped: ${noPackets})` : ''}`, async () => {
  const output = await printed('#!/bin/sh\nyes | head -c 3000000\n', 15_000)
  expect(output.split('\n').slice(-6)).toEqual([
    ...['y', 'y', ''],
    'isthmus: it printed more than 1048576 bytes',
    'isthmus: the user data ended: 0',
    '',
  ])
})
