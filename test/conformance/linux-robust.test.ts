/** What must hold while things are built and taken away, over and over. */
import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { canRun } from '../../src/drivers/linux/can-run.ts'
import { createLinuxDriver } from '../../src/drivers/linux/driver.ts'
import type { Interface } from '../../src/fabric/fabric.ts'
import { converge, difference } from './converge.ts'
import { fabricOf, instance, peered, vpc } from './example-fabric.ts'
import type { Fabric } from './fabric-arbitrary.ts'
import { datagramsTo, says, start, stop } from './inside.ts'

const reason = await canRun()
const MARK = `f${process.pid.toString(16).padStart(6, '0')}`
const at = (number: number, host: number) => `isthmus-${MARK}-${instance(number, host)}`

/** How often everything is made and taken away: CYCLES=1000 for a long run. */
const CYCLES = Number(process.env.CYCLES ?? 100)

describe.skipIf(reason)(`linux${reason ? ` (skipped: ${reason})` : ''}`, { timeout: 600_000 }, () => {
  afterEach(() => createLinuxDriver({ mark: MARK }).down())

  test('under a flood, no packet slips through while things are being built', async () => {
    const driver = createLinuxDriver({ mark: MARK })
    const seen = { allowed: 0, forbidden: 0 }
    const make = async (fabric: Fabric) => {
      seen.allowed += await datagramsTo(at(2, 12))
      seen.forbidden += await datagramsTo(at(2, 13))
      expect(await converge(driver, fabric)).toEqual([])
    }
    await make(everything)
    const flood = start(at(1, 12), 'node', '-e', FLOOD, '10.2.1.12', '10.2.1.13')
    try {
      await says(flood, 'flooding')
      for (let round = 0; round < 20; round++) {
        for (const fabric of [withoutPeer, everything, withoutLink, everything, withoutRules])
          await make(fabric)
        await make(everything)
      }
      await make(everything)
    } finally {
      await stop(flood)
    }
    expect(seen.forbidden).toBe(0)
    expect(seen.allowed).toBeGreaterThan(1000)
  })

  test(`${CYCLES} times made and taken away, and the machine is as it was`, async () => {
    const driver = createLinuxDriver({ mark: MARK })
    const cycle = async () => {
      expect(await converge(driver, peered())).toEqual([])
      expect(await converge(driver, new Map())).toEqual([])
    }
    await cycle()
    const before = machine()
    for (let n = 0; n < CYCLES; n++) await cycle()
    expect(machine()).toEqual(before)
    expect(await difference(driver, new Map())).toEqual([])
  })
})

/** 10.2.1.13 is in no group: nothing may reach it, whatever else there is. */
const other = {
  number: 2,
  peers: [1],
  hosts: [12, 13],
  routes: [{ destination: '10.1.0.0/16', peer: 1 }],
  change: (one: Interface) => (one.hostId === instance(2, 13) ? { ...one, groups: [] } : one),
}
const everything = peered({}, other)
const withoutPeer = fabricOf(vpc({ number: 1 }))
const withoutLink = fabricOf(vpc({ number: 1 }), vpc({ ...other, peers: [], routes: [] }))
const withoutRules = peered({}, { ...other, ingress: [] })

/** Sends to port 9 of each address as fast as it can, whatever is answered. */
const FLOOD = `
const socket = require('node:dgram').createSocket('udp4').on('error', () => {})
const send = () => {
  for (const to of process.argv.slice(1)) for (let n = 0; n < 10; n++) socket.send('x', 9, to, () => {})
  setImmediate(send)
}
socket.bind(4000, () => { console.log('flooding'); send() })`

/** What of ours could stay behind. */
const machine = () => ({
  namespaces: readdirSync('/run/netns').filter(name => name.includes(MARK)),
  mounts: readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .filter(line => line.includes(MARK)),
  register: readdirSync('/run/isthmus')
    .filter(name => name === MARK)
    .flatMap(name => readdirSync(`/run/isthmus/${name}`)),
  files: readdirSync('/proc/self/fd').length,
})
