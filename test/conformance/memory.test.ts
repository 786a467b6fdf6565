import { describe } from 'vitest'
import { createMemoryDriver } from '../../src/drivers/memory/driver.ts'
import { driverLaws } from './driver-laws.ts'

describe('memory', () => {
  const [ours, theirs] = [new Map(), new Map()]
  driverLaws({
    fresh: () => createMemoryDriver(ours),
    neighbour: () => createMemoryDriver(theirs),
    closes: () => false,
    opens: () => false,
    impossible: () => undefined,
    runs: 100,
  })
})
