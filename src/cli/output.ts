/** What a command prints: text for people, or with `--json` the whole answer. */
export function print(answer: object, text: string, asJson: true | undefined): void {
  process.stdout.write(asJson ? `${JSON.stringify(answer, null, 2)}\n` : text)
}
