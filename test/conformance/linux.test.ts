import { describe } from 'vitest'
import { canRun } from '../../src/drivers/linux/can-run.ts'
import { createLinuxDriver } from '../../src/drivers/linux/driver.ts'
import { driverLaws } from './driver-laws.ts'

const reason = await canRun()

describe.skipIf(reason)(`linux${reason ? ` (skipped: ${reason})` : ''}`, { timeout: 60_000 }, () => {
  const mark = process.pid.toString(16).padStart(6, '0')
  driverLaws({
    fresh: () => createLinuxDriver({ mark: `a${mark}`, secret: mark }),
    neighbour: () => createLinuxDriver({ mark: `b${mark}`, secret: mark }),
    closes: step => step.tool === 'nft',
    opens: step => step.command.startsWith('link add') || step.tool === 'begin',
    impossible: router => ({
      ...router,
      interfaces: router.interfaces.map((one, at) => (at === 0 ? { ...one, mac: '02:00:00' } : one)),
    }),
    runs: 8,
  })
})
