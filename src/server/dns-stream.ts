/** DNS over TCP: each message after its length in two bytes. Source: RFC 7766. */
import type { Socket } from 'node:net'

const LENGTH_BYTES = 2

export function framed(message: Buffer): Buffer {
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt16BE(message.length)
  return Buffer.concat([length, message])
}

/** Hands over every message that comes in whole. What is longer than `most` bytes ends the connection. */
export function eachMessage(socket: Socket, most: number, take: (message: Buffer) => void): void {
  let rest: Buffer = Buffer.alloc(0)
  socket.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk])
    while (rest.length >= LENGTH_BYTES && !socket.destroyed) {
      const end = LENGTH_BYTES + rest.readUInt16BE(0)
      if (end > LENGTH_BYTES + most) socket.destroy()
      if (rest.length < end) return
      take(rest.subarray(LENGTH_BYTES, end))
      rest = rest.subarray(end)
    }
  })
}
