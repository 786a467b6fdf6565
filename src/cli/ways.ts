/**
 * The ways into a server's data plane for who runs commands on its machine: what comes before a command for it to run
 * there. Root enters by itself; the ordinary user whose server it is, by way of `drivers/linux/holder.ts`.
 */
import { isRoot } from '../drivers/linux/can-run.ts'
import { holderOf, wayInside } from '../drivers/linux/holder.ts'
import type { Place } from '../server/places.ts'
import { readRuntime } from '../server/runtime-file.ts'
import { connect } from './connection.ts'
import { Failure } from './failure.ts'
import { asGuest } from './guest.ts'
import { portOf } from './options.ts'

/** What comes before a command. */
export type Way = readonly string[]

export const NO_NSENTER = 'nsenter is not installed. On Debian: apt-get install util-linux'

/**
 * Into the network of an instance, a network interface's host, a gateway, a site …; into an instance as its guest. Fails
 * with the reason if there is no way.
 */
export async function wayInto(endpoint: string, id: string): Promise<Way> {
  const { location, state, guest } = await placeAt(endpoint, id)
  if (!location)
    throw new Failure(`${id} is ${state}, so nothing runs in it. If it is coming up: isthmus wait`)
  const way = await wayTo(endpoint, location.netns)
  return guest ? [...way, ...asGuest(guest)] : way
}

/** To the router's end of a network interface, and how that is called there. */
export async function wayToTap(endpoint: string, id: string) {
  const { tap, state } = await placeAt(endpoint, id)
  if (!tap)
    throw new Failure(
      `${id} is ${state}, so no packet passes there. Packets pass at interfaces (eni-…) in use.`,
    )
  return { way: await wayTo(endpoint, tap.netns), device: tap.device }
}

async function placeAt(endpoint: string, id: string): Promise<Place> {
  const place = await (await connect(endpoint)).get<Place>(`/places/${encodeURIComponent(id)}`)
  if (place.driver !== 'memory') return place
  throw new Failure(
    'This server has no packets (memory driver), so nothing runs in its instances. Ask the model: isthmus reach',
  )
}

async function wayTo(endpoint: string, netns: string): Promise<Way> {
  const enter = ['nsenter', `--net=${netns}`, '--']
  if (isRoot()) return enter
  const runtime = await readRuntime(portOf(endpoint))
  const holder = runtime && holderOf(runtime.directory)
  if (holder === undefined)
    throw new Failure('The way into the data plane is for root, or for the user whose server this is.')
  return [...wayInside(holder), ...enter]
}
