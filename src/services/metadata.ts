/**
 * How an instance's request for its metadata is answered: by the instance's metadata options, with a token (version 2) or
 * without (version 1). Its hop limit is kept by who sends the reply. Sources: EC2 User Guide, "Use IMDSv2", "Retrieve
 * instance metadata"; API Reference, "ModifyInstanceMetadataOptions".
 */
import type { Instance } from '../model/instance.ts'
import type { Network } from '../model/network.ts'
import { read } from './directory.ts'
import { metadataTree } from './metadata-tree.ts'

export interface MetadataRequest {
  readonly method: string
  /** Without a query. */
  readonly path: string
  /** The family by which it came. */
  readonly family: 4 | 6
  /** The token that came with it. */
  readonly token: 'none' | 'valid' | 'invalid'
  /** How long a token that is asked for is to be valid, as it was written. */
  readonly seconds?: string | undefined
  /** It has passed a proxy, which has said so. */
  readonly isForwarded: boolean
}

export type MetadataReply =
  | { readonly kind: 'content'; readonly body: string | Uint8Array }
  | { readonly kind: 'token'; readonly seconds: number }
  | { readonly kind: 'refused'; readonly status: 400 | 401 | 403 | 404 | 405 }

const TOKEN_PATH = '/latest/api/token'
/** Six hours. */
const LONGEST_TOKEN = 21_600

export function metadata(network: Network, instance: Instance, request: MetadataRequest): MetadataReply {
  const { endpoint, ipv6 } = instance.metadata
  if (endpoint === 'disabled' || (request.family === 6 && ipv6 === 'disabled')) return refused(403)
  if (request.method === 'PUT') return tokenFor(request)
  if (request.method !== 'GET' && request.method !== 'HEAD') return refused(405)
  return contentFor(network, instance, request)
}

/** Only under `latest`, and not for a caller behind a proxy. */
function tokenFor({ path, seconds = '', isForwarded }: MetadataRequest): MetadataReply {
  if (!path.endsWith('/api/token')) return refused(405)
  if (path !== TOKEN_PATH || isForwarded) return refused(403)
  const lasts = /^\d{1,5}$/.test(seconds) ? Number(seconds) : 0
  return lasts >= 1 && lasts <= LONGEST_TOKEN ? { kind: 'token', seconds: lasts } : refused(400)
}

function contentFor(network: Network, instance: Instance, { path, token }: MetadataRequest): MetadataReply {
  const isKnown = token === 'valid' || (token === 'none' && instance.metadata.tokens === 'optional')
  if (!isKnown) return refused(401)
  if (path === TOKEN_PATH) return refused(405)
  const body = read(metadataTree(network, instance), path)
  return body === undefined ? refused(404) : { kind: 'content', body }
}

type Refused = Extract<MetadataReply, { kind: 'refused' }>

const refused = (status: Refused['status']): Refused => ({ kind: 'refused', status })
