/** The kernel's settings, in the network namespace of the calling thread. */
import { closeSync, openSync, writeFileSync } from 'node:fs'

/**
 * Each as in `net.ipv4.conf.all.forwarding=1`. The way to `net/ipv4` is gone once: there the kernel searches all namespaces that it
 * has been asked about, one by one, since their directories are called alike.
 */
export function applySettings(settings: readonly string[]): void {
  for (const [directory = '', some] of Map.groupBy(settings, setting => setting.match(DIRECTORY)?.[0])) {
    const opened = openSync(`/proc/sys/${pathOf(directory)}`, 'r')
    try {
      for (const setting of some) apply(`/proc/self/fd/${opened}`, setting.slice(directory.length + 1))
    } finally {
      closeSync(opened)
    }
  }
}

const DIRECTORY = /^\w+\.\w+\.\w+/

function apply(directory: string, setting: string): void {
  const [name = '', value = ''] = setting.split('=')
  writeFileSync(`${directory}/${pathOf(name)}`, value)
}

const pathOf = (name: string): string => name.replaceAll('.', '/')
