/**
 * Network namespaces, kept where `ip netns` keeps them, so that an engineer finds them with the tools at hand. The
 * thread goes from its home into one for as long as a piece of work takes; nothing of ours stays in it.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { NETNS_DIRECTORY, netnsFile } from '../names.ts'
import {
  bindMount,
  bindMountTree,
  closeFile,
  enterNetwork,
  leaveForNewNetwork,
  networkOfThread,
  openFile,
  SystemError,
  shareMounts,
  unmount,
} from './libc.ts'
import { NoNamespace } from './no-namespace.ts'

export class Namespaces {
  readonly #home: number

  /** The home is a namespace of its own: nothing is ever done in the machine's, to which an ordinary user could not come back. */
  constructor() {
    leaveForNewNetwork()
    this.#home = openFile(networkOfThread())
    prepareDirectory()
  }

  open(name: string): number {
    try {
      return openFile(netnsFile(name))
    } catch {
      throw new NoNamespace(`there is no namespace ${name}`)
    }
  }

  /** Does the work in a namespace. Throws NoNamespace, and what the work throws. */
  inside<T>(name: string, work: () => T): T {
    const fd = this.open(name)
    try {
      enter(fd, name)
    } finally {
      closeFile(fd)
    }
    try {
      return work()
    } finally {
      enterNetwork(this.#home)
    }
  }

  /** Does the work in a namespace that ends with it. */
  insideNew<T>(work: () => T): T {
    leaveForNewNetwork()
    try {
      return work()
    } finally {
      enterNetwork(this.#home)
    }
  }

  /** Throws if there is something of that name. */
  add(name: string): void {
    const file = netnsFile(name)
    writeFileSync(file, '', { flag: 'wx', mode: 0o444 })
    try {
      leaveForNewNetwork()
      bindMount(networkOfThread(), file)
    } catch (error) {
      rmSync(file)
      throw error
    } finally {
      enterNetwork(this.#home)
    }
  }

  /** It goes as soon as no process is in it. */
  remove(name: string): void {
    const file = netnsFile(name)
    try {
      unmount(file)
    } catch (error) {
      const isUnmounted = error instanceof SystemError && error.errno === INVALID
      if (!isUnmounted) throw error
    }
    rmSync(file)
  }
}

const INVALID = 22

function enter(fd: number, name: string): void {
  try {
    enterNetwork(fd)
  } catch {
    throw new NoNamespace(`${name} is no namespace`)
  }
}

/** As `ip netns` has it: what comes and goes there does so in every mount namespace, or a copy would keep it alive. */
function prepareDirectory(): void {
  mkdirSync(NETNS_DIRECTORY, { recursive: true, mode: 0o755 })
  if (isMountPoint(NETNS_DIRECTORY)) return
  bindMountTree(NETNS_DIRECTORY)
  shareMounts(NETNS_DIRECTORY)
}

const isMountPoint = (path: string): boolean =>
  readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .some(line => line.split(' ')[4] === path)
