/** A server with real packets that takes any key, and a client of it. Both go with the test. */
import { EC2Client } from '@aws-sdk/client-ec2'
import { expect, onTestFinished } from 'vitest'
import { Lab } from '../cli/isthmus.ts'

export async function packetServer() {
  const lab = new Lab()
  const { endpoint } = await lab.serve('--driver', 'linux', '--auth', 'open')
  onTestFinished(async () => void (await lab.isthmus('down')))
  const credentials = { accessKeyId: '111111111111', secretAccessKey: 'any' }
  const ec2 = new EC2Client({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 })
  onTestFinished(() => ec2.destroy())
  const settled = async () => {
    expect(await lab.isthmus('wait')).toEqual({ code: 0, stdout: '', stderr: '' })
  }
  return { lab, ec2, settled }
}
