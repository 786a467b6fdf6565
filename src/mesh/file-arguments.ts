/** A list of VPCs on the command line: `isthmus mesh apply vpc-0123456789abcdef0 database partner@eu-west-1:web`. */
import { isId } from '../model/identities.ts'
import type { MemberSpec, MeshFile, Whereabouts } from './file.ts'
import { meshName, region } from './file-values.ts'

const DEFAULT_MESH = 'mesh'

/** `PROFILE@REGION:VPC`, the first two optional. A ':' after anything but a Region's name belongs to the VPC's. */
const ARGUMENT = /^(?:(?<profile>[^@:]+)@)?(?:(?<region>[a-z]{2}(?:-[a-z]+)+-\d+):)?(?<vpc>.+)$/s

/**
 * The mesh of these VPCs, each by id or by Name tag: all with all, and only added to what there is. `fallback` is for those
 * that name no profile and no Region. One sentence for each argument that is wrong.
 */
export function fileOfArguments(
  vpcs: readonly string[],
  mesh: string = DEFAULT_MESH,
  fallback: Whereabouts = { access: {} },
): { readonly file: MeshFile } | { readonly problems: readonly string[] } {
  const name = meshName.safeParse(mesh)
  const members = [...new Set(vpcs)].map(argument => readArgument(argument, fallback))
  const problems = [
    ...(name.error?.issues ?? []).map(({ message }) => message),
    ...members.filter(member => typeof member === 'string'),
  ]
  if (problems.length > 0) return { problems: [...new Set(problems)] }
  const specs = members.filter(member => typeof member !== 'string')
  return { file: { mesh, members: specs, topology: { kind: 'full' }, tags: {}, prunes: false } }
}

/** A member, or the sentence that says why it is none. */
function readArgument(argument: string, fallback: Whereabouts): MemberSpec | string {
  const { profile, region: place = fallback.region, vpc } = ARGUMENT.exec(argument)?.groups ?? {}
  if (vpc === undefined) return 'A VPC without a name is none.'
  const known = place === undefined ? undefined : region.safeParse(place)
  if (known?.error) return known.error.issues.map(({ message }) => message).join(' ')
  return {
    selector: isId('vpc', vpc) ? { by: 'id', id: vpc } : { by: 'name', name: vpc },
    access: profile === undefined ? fallback.access : { profile },
    region: place,
    announce: 'all',
    routes: 'all',
    allow: [],
  }
}
