/** A data plane for one file of packet tests. */
import { expect } from 'vitest'
import { createLinuxDriver } from '../../src/drivers/linux/driver.ts'
import { converge } from './converge.ts'
import { instance } from './example-fabric.ts'
import type { Fabric } from './fabric-arbitrary.ts'

const SECRET = 'of all benches'

/** `letter`: a hexadecimal digit that no other file has; `now`: the drivers' time. */
export function createBench(letter: string, now: () => number = Date.now) {
  const mark = `${letter}${process.pid.toString(16).padStart(6, '0')}`
  const fresh = () => createLinuxDriver({ mark, secret: SECRET, now })
  const namespace = (id: string) => `isthmus-${mark}-${id}`
  return {
    fresh,
    /** The namespace of what has this id. */
    namespace,
    /** The namespace of an instance: `at(1, 12)` has the address 10.1.1.12. */
    at: (vpc: number, host: number) => namespace(instance(vpc, host)),
    /** Makes it so; nothing may fail. */
    async make(fabric: Fabric): Promise<void> {
      expect(await converge(fresh(), fabric)).toEqual([])
    },
    down: () => fresh().down(),
  }
}
