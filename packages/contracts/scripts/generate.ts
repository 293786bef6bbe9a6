import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { compile } from 'json-schema-to-typescript';

const here = dirname(fileURLToPath(import.meta.url));
const schemaDir = join(here, '../../../schemas');
const banner = '/* Generated from schemas/ by `npm run generate -w @wasmgate/contracts`. Do not edit. */';

/** Definitions for other schemas: no file has their shape. */
const shared = ['common', 'metrics'];

/** Every generated file of this package: name (inside src/generated/) to text. */
export async function generate(): Promise<Map<string, string>> {
  const names = readdirSync(schemaDir)
    .filter((file) => file.endsWith('.schema.json'))
    .map((file) => file.replace('.schema.json', ''))
    .toSorted();
  const ajv = new Ajv2020({
    code: { source: true },
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    inlineRefs: false,
  });
  for (const name of names) ajv.addSchema(readSchema(name), name);
  const files = new Map<string, string>();
  for (const name of names.filter((n) => !shared.includes(n))) {
    files.set(`${name}.ts`, await types(name));
    files.set(`${name}.validate.js`, await validator(ajv, name));
    files.set(
      `${name}.validate.d.ts`,
      `${banner}\nimport type { Validate } from '../validate.ts';\nexport declare const validate: Validate;\n`,
    );
  }
  return files;
}

function readSchema(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(schemaDir, `${name}.schema.json`), 'utf8')) as Record<string, unknown>;
}

async function types(name: string): Promise<string> {
  return compile(withoutChoices(readSchema(name)) as Record<string, unknown>, name, {
    bannerComment: banner,
    cwd: `${schemaDir}/`,
    format: true,
    style: { singleQuote: true, printWidth: 110 },
    ignoreMinAndMaxItems: true,
    additionalProperties: false,
  });
}

const CONFIG_REF = /^(wasmgate)\.schema\.json#\/(.+)$/;

/**
 * A choice between keys of an object would add nothing to its type but an index signature. What a slice of settings takes over
 * from wasmgate.json is put in its place first, for the choices in it.
 */
function withoutChoices(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutChoices);
  if (typeof schema !== 'object' || schema === null) return schema;
  const [, name, pointer] = CONFIG_REF.exec('$ref' in schema ? String(schema.$ref) : '') ?? [];
  if (name !== undefined && pointer !== undefined) return withoutChoices(at(readSchema(name), pointer));
  const isObject = 'properties' in schema;
  const entries = Object.entries(schema).filter(([key]) => !(isObject && key === 'oneOf'));
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutChoices(value)]));
}

function at(schema: unknown, pointer: string): unknown {
  return pointer.split('/').reduce((value, key) => (value as Record<string, unknown>)[key], schema);
}

/** ajv's code calls its small runtime by require: bundled, it stands alone and starts fast. */
async function validator(ajv: Ajv2020, name: string): Promise<string> {
  const validate = ajv.getSchema(name);
  if (validate === undefined) throw new Error(`no schema ${name}`);
  const result = await build({
    stdin: { contents: `export { default as validate } from 'ajv-code';`, resolveDir: here },
    plugins: [
      {
        name: 'ajv-code',
        setup(host) {
          host.onResolve({ filter: /^ajv-code$/ }, () => ({ path: 'ajv-code', namespace: 'ajv' }));
          host.onLoad({ filter: /.*/, namespace: 'ajv' }, () => ({
            contents: standalone.default(ajv, validate),
            resolveDir: here,
          }));
        },
      },
    ],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'node20',
    banner: { js: `${banner}\n// @ts-nocheck` },
  });
  const [output] = result.outputFiles;
  if (output === undefined) throw new Error(`esbuild gave nothing for ${name}`);
  return output.text;
}
