/**
 * A device that has just come up carries packets only when the kernel has seen its carrier, which it does by the way. Asking
 * about one device makes it look at once (since 6.8); before that one has to wait. What is sent earlier is lost.
 */
import { attribute, attributes, cText, type Netlink } from './netlink.ts'
import { IFLA, linkBody, OPERATIONAL, RTM } from './rtnetlink.ts'

const LOOK_EVERY = 2
const MOST_LOOKS = 500

/** Waits until the device carries packets. Throws if it does not in a second: its other end is not up. */
export function awaitCarrier(netlink: Netlink, device: string): void {
  const question = Buffer.concat([linkBody(0), attribute(IFLA.name, cText(device))])
  for (let looks = 0; looks < MOST_LOOKS; looks++) {
    const [body] = netlink.get(RTM.getLink, question)
    const state = body && attributes(body, 16).get(IFLA.operationalState)
    if (state?.[0] === OPERATIONAL) return
    pause(LOOK_EVERY)
  }
  throw new Error(`${device} has no carrier`)
}

const pause = (milliseconds: number) =>
  void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
