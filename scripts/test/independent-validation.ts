import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';

const ENVIRONMENT = '.wasmgate/environment.json';

/** Files of a workspace and the schema each must fit: what is committed, and every report that a run left there. */
export function jsonDocuments(workspace: string): [file: string, schema: string][] {
  return [
    ['baseline.json', 'baseline'],
    ['toolchain.lock.json', 'toolchain-lock'],
    ...(existsSync(join(workspace, ENVIRONMENT)) ? [[ENVIRONMENT, 'environment'] as [string, string]] : []),
    ...readdirSync(join(workspace, 'subjects')).flatMap((subject): [string, string][] => {
      const config = `subjects/${subject}/wasmgate.json`;
      const reports = `subjects/${subject}/target/wasm-bench`;
      const written = existsSync(join(workspace, reports)) ? readdirSync(join(workspace, reports)) : [];
      const programs = [`subjects/${subject}/baseline/native.json`, `${reports}/build/native.json`];
      return [
        [config, schemaSaidBy(join(workspace, config))],
        ...programs
          .filter((file) => existsSync(join(workspace, file)))
          .map((file): [string, string] => [file, 'native']),
        ...written
          .filter((file) => file.endsWith('.json') && !file.endsWith('.run.json'))
          .map((file): [string, string] => [`${reports}/${file}`, file.replace('.json', '')]),
        ...slices(join(workspace, reports)).map((file): [string, string] => [
          `${reports}/settings/${file}`,
          `settings-${file.replace('.json', '')}`,
        ]),
      ];
    }),
  ];
}

/** A variant's wasmgate.json has a schema of its own. */
function schemaSaidBy(file: string): string {
  const { $schema } = JSON.parse(readFileSync(file, 'utf8')) as { $schema: string };
  return basename($schema, '.schema.json');
}

function slices(reports: string): string[] {
  const dir = join(reports, 'settings');
  return existsSync(dir) ? readdirSync(dir) : [];
}

/**
 * What is wrong with a file by a schema of its workspace; null when nothing is. Independent of the writers: ajv itself, on the schema
 * files themselves.
 */
export type SchemaProblems = (file: string, schema: string) => string | null;

/** Reads the schemas of a workspace, which may be another commit than this one. */
export function schemasOf(workspace: string): SchemaProblems {
  const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true });
  for (const file of readdirSync(join(workspace, 'schemas'))) {
    const schema = JSON.parse(readFileSync(join(workspace, 'schemas', file), 'utf8')) as object;
    ajv.addSchema(schema, file.replace('.schema.json', ''));
  }
  return (file, schema) => {
    const validate = ajv.getSchema(schema);
    if (validate === undefined) return `there is no schema ${schema}`;
    return validate(JSON.parse(readFileSync(join(workspace, file), 'utf8'))) === true
      ? null
      : JSON.stringify(validate.errors, null, 2);
  };
}
