/** A cargo workspace in a repository of npm packages: files by their path. */

const member = (name: string, rest: string) => `[package]
name = "${name}"
version.workspace = true
edition.workspace = true
rust-version.workspace = true
${rest}`;

const locked = (name: string, dependencies: readonly string[] = []) => `
[[package]]
name = "${name}"
version = "0.3.0"
${dependencies.length === 0 ? '' : `dependencies = [\n${dependencies.map((one) => ` "${one}",\n`).join('')}]\n`}`;

/** What a test may set. */
export interface CargoRepository {
  /** Where the crate that is built lies; `.`: where the workspace does. */
  readonly app: string;
  /** What `units` needs of a registry, and what `broken` needs of it, with their part of Cargo.lock. */
  readonly registry?: { readonly needed: string; readonly absent: string; readonly lock: string };
  readonly channel?: string;
}

/**
 * `app` needs `engine` (with a build script) and `macros` (a proc-macro), and `engine` needs `units`; versions, dependencies and the
 * profile are those of the workspace. Nothing needs `broken`, which does not compile, nor `spare`, which does.
 */
export function cargoRepository({
  app,
  registry,
  channel = 'stable',
}: CargoRepository): Record<string, string> {
  const crate = member(
    'app',
    `[lib]
crate-type = ["cdylib"]
[dependencies]
engine.workspace = true
macros = { workspace = true }
`,
  );
  const isRoot = app === '.';
  return {
    'Cargo.toml': `[workspace]
resolver = "2"
members = ["${app}", "crates/*"]

[workspace.package]
version = "0.3.0"
edition = "2021"
rust-version = "1.80"

[workspace.dependencies]
engine = { path = "crates/engine" }
macros = { path = "crates/macros" }
units = { path = "crates/units" }
spare = { path = "crates/spare" }
${registry === undefined ? '' : `${registry.needed} = "1"\n${registry.absent} = "1"\n`}
[profile.release-wasm]
inherits = "release"
opt-level = "z"
lto = true
codegen-units = 1
panic = "abort"
${isRoot ? crate : ''}`,
    'Cargo.lock': `version = 4
${locked('app', ['engine', 'macros'])}${locked('broken', registry && [registry.absent])}${locked('engine', ['units'])}${locked('macros')}${locked('spare')}${locked('units', registry && [registry.needed])}${registry?.lock ?? ''}`,
    'rust-toolchain.toml': `[toolchain]\nchannel = "${channel}"\n`,
    '.cargo/config.toml': '[env]\nLEVEL_OF_THE_REPOSITORY = "1"\n',
    ...(isRoot ? {} : { [`${app}/Cargo.toml`]: crate }),
    [`${app}/src/lib.rs`]: `macros::exported!(run);
fn run(n: usize) -> usize {
    let words: Vec<usize> = (0..n).collect();
    assert!(n < 1000, "too many: {words:?}");
    engine::power(words.iter().sum())
}
`,
    'crates/engine/Cargo.toml': member('engine', '[dependencies]\nunits.workspace = true\n'),
    'crates/engine/build.rs': `fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=data");
    let text = std::fs::read_to_string("data/factor.txt").unwrap();
    let file = std::path::Path::new(&std::env::var("OUT_DIR").unwrap()).join("factor.rs");
    std::fs::write(file, format!("const FACTOR: usize = {};", text.trim())).unwrap();
}
`,
    'crates/engine/data/factor.txt': '7\n',
    'crates/engine/src/lib.rs': `include!(concat!(env!("OUT_DIR"), "/factor.rs"));
pub fn power(n: usize) -> usize {
    assert!(n != 13, "unlucky");
    units::scaled(n) * FACTOR
}
`,
    'crates/units/Cargo.toml': member(
      'units',
      registry === undefined ? '' : `[dependencies]\n${registry.needed}.workspace = true\n`,
    ),
    'crates/units/src/lib.rs': `pub fn scaled(n: usize) -> usize { n * ${registry === undefined ? '3' : `${registry.needed}::THREE`} }\n`,
    'crates/macros/Cargo.toml': member('macros', '[lib]\nproc-macro = true\n'),
    'crates/macros/src/lib.rs': `extern crate proc_macro;
#[proc_macro]
pub fn exported(name: proc_macro::TokenStream) -> proc_macro::TokenStream {
    format!("#[no_mangle] pub extern \\"C\\" fn start(n: usize) -> usize {{ {name}(n) }}").parse().unwrap()
}
`,
    'crates/broken/Cargo.toml': member(
      'broken',
      registry === undefined ? '' : `[dependencies]\n${registry.absent}.workspace = true\n`,
    ),
    'crates/broken/src/lib.rs': 'fn main( { this is not Rust\n',
    'crates/spare/Cargo.toml': member('spare', ''),
    'crates/spare/src/lib.rs': 'pub const SPARE: usize = 1;\n',
    'package.json': '{ "workspaces": ["subjects/*", "web/*"] }',
  };
}

/** What makes one of its packages depend on another one, in its manifest and in Cargo.lock: in a file one text for another. */
export function dependencyEdits(
  to: string,
  name: string,
  spec: string,
): readonly (readonly [path: string, before: string, after: string])[] {
  const head = `[package]\nname = "${to}"`;
  const entry = `name = "${to}"\nversion = "0.3.0"\n`;
  return [
    [`crates/${to}/Cargo.toml`, head, `[dependencies]\n${name} = ${spec}\n${head}`],
    ['Cargo.lock', entry, `${entry}dependencies = [\n "${name}",\n]\n`],
  ];
}
