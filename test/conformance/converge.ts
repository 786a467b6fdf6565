/** What the loop does, once: looks at everything there is or should be, plans, applies. */
import type { Driver, Failure } from '../../src/drivers/driver.ts'
import type { Part, PartId } from '../../src/fabric/fabric.ts'
import type { Fabric } from './fabric-arbitrary.ts'

export type Step = { readonly part: PartId }

export async function wantedBy(driver: Driver<unknown, Step>, fabric: Fabric) {
  const parts = new Set([...(await driver.list()), ...fabric.keys()])
  return new Map<PartId, Part | undefined>([...parts].map(part => [part, fabric.get(part)]))
}

export async function planFor<S extends Step>(
  driver: Driver<unknown, S>,
  fabric: Fabric,
): Promise<readonly S[]> {
  const wanted = await wantedBy(driver, fabric)
  return driver.plan(wanted, await driver.observe([...wanted.keys()]))
}

/** The difference between the world and the fabric, as text; empty if there is none. */
export async function difference(driver: Driver<unknown, Step>, fabric: Fabric): Promise<readonly string[]> {
  return (await planFor(driver, fabric)).map(step => driver.describe(step))
}

export async function converge(driver: Driver<unknown, Step>, fabric: Fabric): Promise<readonly Failure[]> {
  return driver.apply(await planFor(driver, fabric))
}
