/** Sockets that are bound in a namespace and stay in it, whoever uses them; and what a connection of theirs may do. */
import type { SocketAddress } from '../../driver.ts'
import { addressBytes, familyOf, INET } from './addresses.ts'
import { bindSocket, closeFile, openNonblocking, setOption } from './libc.ts'
import { u32 } from './netlink.ts'

const TYPE = { tcp: 1, udp: 2 } as const
const REUSE_ADDRESS = { level: 1, name: 2 } as const
/** The address may come later; `::` is of IPv6 alone. */
const OPTIONS = {
  2: [REUSE_ADDRESS, { level: 0, name: 15 }],
  10: [REUSE_ADDRESS, { level: 41, name: 78 }, { level: 41, name: 26 }],
} as const
/** `IP_TTL`, `IPV6_UNICAST_HOPS` */
const HOPS = { 2: { level: 0, name: 2 }, 10: { level: 41, name: 16 } } as const

/** How far what a connection sends may go; its own address says of which family it is. */
export interface HopLimit {
  readonly fd: number
  readonly address: string
  readonly hops: number
}

/** Its file descriptor, which belongs to the whole process. */
export function boundSocket({ protocol, address, port }: SocketAddress): number {
  const family = familyOf(address)
  const fd = openNonblocking(family, TYPE[protocol])
  try {
    for (const { level, name } of OPTIONS[family]) setOption(fd, level, name, u32(1))
    bindSocket(fd, socketAddress(address, port))
    return fd
  } catch (error) {
    closeFile(fd)
    throw error
  }
}

/** From now on, also what is sent once more, whoever has the connection. */
export function limitHops({ fd, address, hops }: HopLimit): void {
  const { level, name } = HOPS[familyOf(address)]
  setOption(fd, level, name, u32(hops))
}

function socketAddress(address: string, port: number): Buffer {
  const family = familyOf(address)
  const bytes = Buffer.alloc(family === INET ? 16 : 28)
  bytes.writeUInt16LE(family, 0)
  bytes.writeUInt16BE(port, 2)
  bytes.set(addressBytes(address), family === INET ? 4 : 8)
  return bytes
}
