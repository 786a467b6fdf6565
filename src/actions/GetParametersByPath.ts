import { publicParametersIn } from '../model/public-parameters.ts'
import { refuse } from '../model/refusals.ts'
import type { SsmOperations } from '../wire/ssm.ts'
import type { Decision, Situation } from './decide.ts'
import { page } from './describe.ts'
import { showParameter } from './find-parameter.ts'

type Operation = SsmOperations['GetParametersByPath']

/** How many are in a page if nothing is said of it. */
const USUAL_PAGE = 10

/** The public parameters of one level of the hierarchy, or of all below. Refuses: ValidationException, InvalidNextToken. */
export const GetParametersByPath = (
  situation: Situation,
  { Path: path, Recursive: isRecursive = false, MaxResults = USUAL_PAGE, NextToken }: Operation['input'],
): Decision<Operation['reply']> => {
  if (!path.startsWith('/')) throw refuse('ValidationException/path', path)
  const above = path.endsWith('/') ? path : `${path}/`
  const isWanted = (name: string) =>
    name.startsWith(above) && (isRecursive || !name.includes('/', above.length))
  const wanted = [...publicParametersIn(situation.caller.region).values()].filter(({ name }) =>
    isWanted(name),
  )
  const asked = { MaxResults, ...(NextToken !== undefined && { NextToken }) }
  const { found, ...next } = page(
    wanted.map(parameter => ({ id: parameter.name, parameter })),
    asked,
  )
  return { reply: { Parameters: found.map(({ parameter }) => showParameter(situation, parameter)), ...next } }
}
