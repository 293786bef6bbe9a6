/** What a build script told cargo. */
export interface BuildScriptOutput {
  /** `rerun-if-changed`, as it stands there: relative to the package's folder. */
  readonly files: readonly string[];
  /** `rerun-if-env-changed`. */
  readonly variables: readonly string[];
  /** Object files and archives that it hands to the linker by `rustc-link-arg`. */
  readonly objects: readonly string[];
}

/** Parses the output of a build script: lines `cargo::KEY=VALUE`, formerly `cargo:KEY=VALUE` (The Cargo Book, "Build scripts"). */
export function parseBuildScriptOutput(text: string): BuildScriptOutput {
  const said = text.split(/\r?\n/).flatMap((line) => {
    const [, key, value] = /^cargo::?([\w-]+)=(.*)$/.exec(line) ?? [];
    return key === undefined || value === undefined ? [] : [{ key, value }];
  });
  const valuesOf = (key: RegExp) => said.filter((one) => key.test(one.key)).map(({ value }) => value);
  return {
    files: valuesOf(/^rerun-if-changed$/),
    variables: valuesOf(/^rerun-if-env-changed$/),
    objects: valuesOf(/^rustc-(?:cdylib-)?link-arg(?:-\w+)?$/).filter((value) =>
      /\.(?:a|o|obj|lib)$/.test(value),
    ),
  };
}
