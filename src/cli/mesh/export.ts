/** `isthmus mesh export`: the mesh for other tools. */
import { writeFile } from 'node:fs/promises'
import { Option } from '@commander-js/extra-typings'
import { Failure } from '../failure.ts'
import { examples } from '../options.ts'
import { meshCommandNamed } from './options.ts'

export const exportCommand = () =>
  meshCommandNamed('export')
    .summary('write it for Terraform or the AWS CLI')
    .description(
      'Write the mesh as Terraform, or what is left to do as a script of AWS CLI calls. Profiles are named, credentials are not.',
    )
    .addOption(
      new Option('--as <format>', 'for what')
        .choices(['terraform', 'cli'] as const)
        .default('terraform' as const),
    )
    .option('--out <file>', 'where it is written to (default: standard output)')
    .addHelpText(
      'after',
      examples({
        'mesh export --file mesh.yaml --out mesh.tf': 'as Terraform',
        'mesh export --file mesh.yaml --as cli | sh': 'what apply would do, by the AWS CLI',
      }),
    )
    .action(async (vpcs, { as, out, ...asked }) => {
      const { withPlan } = await import('./planned.ts')
      const { showAll } = await import('./shown.ts')
      const { exported } = await import('./exported.ts')
      await withPlan('mesh', vpcs, asked, async planned => {
        if (planned.plan.objections.length > 0) return showAll(planned.plan, {})
        const text = exported(as, planned)
        if (out === undefined) process.stdout.write(text)
        else await writeFile(out, text).catch((error: Error) => notWritten(out, error))
      })
    })

function notWritten(file: string, error: Error): never {
  throw new Failure(`${file} cannot be written: ${error.message}`)
}
