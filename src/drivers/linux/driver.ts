/**
 * The data plane of one Linux machine: a namespace with routing and firewall per VPC, a namespace per instance and per
 * gateway, a veth per network interface, peering and gateway; between Regions WireGuard in the place of the veth. How it
 * is laid out: wanted.ts and firewall.ts. How it is called and known as ours: names.ts and ownership.ts. Needs root, its own or that of a user namespace (holder.ts),
 * nftables' library, util-linux to run commands inside, and for peerings between Regions wireguard-tools, and wireguard-go where the kernel has no WireGuard.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { PartId } from '../../fabric/fabric.ts'
import type { Driver, Location } from '../driver.ts'
import { apply } from './apply.ts'
import { createKernel, type Kernel } from './kernel/kernel.ts'
import { createNames, deviceName, netnsFile } from './names.ts'
import { type Observed, observe, ourNamespaces, type Sources } from './observe.ts'
import { homeOf, partOfHome } from './ownership.ts'
import { plan } from './plan.ts'
import { createRegister } from './register.ts'
import { describe, type Step } from './step.ts'
import { createKeys } from './tunnel/keys.ts'
import { vacate } from './vacate.ts'

export interface LinuxOptions {
  /** 6 to 8 hexadecimal digits that no other server on this machine has. */
  readonly mark: string
  /** Where the register is; on a file system that ends with the machine. */
  readonly runDirectory?: string
  /** Whether the Internet leads out to the machine's real network; if absent, it does not. */
  readonly egress?: boolean
  /** From which the keys of peerings between Regions are derived; without it none can be made. */
  readonly secret?: string
  /** The time, in milliseconds: every day has its keys. The machine's if absent. */
  readonly now?: () => number
  /** If it is spoken to already. */
  readonly kernel?: Kernel
}

export function createLinuxDriver(options: LinuxOptions): Driver<Observed, Step> {
  const { mark, runDirectory = '/run/isthmus', secret, now = Date.now, egress = false } = options
  const sources: Sources = {
    names: createNames(mark),
    kernel: options.kernel ?? createKernel(),
    register: createRegister(join(runDirectory, mark)),
    keys: createKeys(secret, now),
  }
  return {
    name: 'linux',
    list: () => list(sources),
    observe: parts => observe(sources, parts),
    plan: (wanted, observed) => plan({ names: sources.names, day: observed.day, egress }, wanted, observed),
    apply: steps => apply(sources, steps),
    describe,
    locate: async id => locate(sources, id),
    async tap(vpcId, interfaceId) {
      const location = locate(sources, vpcId)
      return location && { ...location, device: deviceName(interfaceId) }
    },
    async listen(part, at, hostId) {
      const { names, kernel } = sources
      const namespace = hostId === undefined ? homeOf(names, part) : names.namespace(hostId)
      if (namespace === undefined) throw new Error(`${part} has no namespace of its own`)
      return kernel.socket(namespace, at)
    },
    limitHops: (connection, hops) => sources.kernel.hops(connection, hops),
    down: () => down(sources),
  }
}

function locate({ names }: Sources, id: string): Location | undefined {
  const netns = netnsFile(names.namespace(id))
  return existsSync(netns) ? { netns } : undefined
}

async function list({ names, register }: Sources): Promise<readonly PartId[]> {
  const atHome = (await ourNamespaces(names)).flatMap(namespace => partOfHome(namespace) ?? [])
  return [...new Set([...(await register.parts()), ...atHome])]
}

/** Cables and all else go with the namespaces. Throws if a namespace stays. */
async function down({ names, kernel, register }: Sources): Promise<void> {
  const namespaces = await ourNamespaces(names)
  await vacate(namespaces)
  const failures = await kernel.found(
    undefined,
    namespaces.map(namespace => `netns del ${namespace}`),
  )
  await kernel.close()
  const [failure] = failures.values()
  if (failure !== undefined) throw new Error(failure)
  await register.clear()
}
