/** `isthmus mesh export`: the mesh for other tools. */
import { Option } from '@commander-js/extra-typings'
import { examples } from '../options.ts'
import { meshCommandNamed } from './options.ts'

export const exportCommand = () =>
  meshCommandNamed('export')
    .summary('write it for Terraform, CloudFormation or the AWS CLI')
    .description(
      'Write the mesh as Terraform, or what is left to do as CloudFormation templates or as a script of AWS CLI calls, or draw it for a README. Profiles are named in it, credentials are not. Exits with 2 if it cannot be had.',
    )
    .addOption(
      new Option('--as <format>', 'for what')
        .choices(['terraform', 'cloudformation', 'cli', 'mermaid'] as const)
        .default('terraform' as const),
    )
    .option('--out <path>', 'a file, or for CloudFormation a directory (default: standard output)')
    .addHelpText(
      'after',
      examples({
        'mesh export --file mesh.yaml --out mesh.tf': 'as Terraform',
        'mesh export --file mesh.yaml --as cloudformation --out templates':
          'a template for each account and Region',
        'mesh export --file mesh.yaml --as cli': 'what apply would do, by the AWS CLI',
        'mesh export --file mesh.yaml --as mermaid': 'a picture for a README',
      }),
    )
    .action(async (vpcs, { as, out, ...asked }) => {
      const { withPlan } = await import('./planned.ts')
      const { showAll } = await import('./shown.ts')
      const { writeExport } = await import('./exported.ts')
      await withPlan('look', vpcs, asked, async planned => {
        if (planned.plan.objections.length > 0) showAll(planned.plan, { json: asked.json })
        else await writeExport(as, planned, out)
      })
    })
