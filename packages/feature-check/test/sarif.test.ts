import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from 'sarif';
import { capture } from '@wasmgate/cli-kit/testing';
import { codes, type CodeEntry } from '@wasmgate/contracts/codes';
import { describe, expect, it } from 'vitest';
import { featureCheckBin } from '../src/feature-check-bin.ts';
import { sarifCodes } from '../src/sarif/rules.ts';
import { sarifText } from '../src/sarif/sarif-text.ts';
import { folder } from './run-check.ts';
import { subjectFolder, unit } from './subject.ts';
import { symbols } from './symbols.ts';
import { coreModule } from './wasm-bytes.ts';

const now = () => new Date('2027-01-15T00:00:00Z');

async function sarifIn(dir: string, ...argv: readonly string[]) {
  const { code, stderr } = await capture(
    featureCheckBin('1.2.3'),
    { cwd: dir, now },
    ...argv,
    '--sarif',
    'x.sarif',
  );
  if (code > 1) throw new Error(stderr);
  const text = readFileSync(join(dir, 'x.sarif'), 'utf8');
  const log = JSON.parse(text) as Log;
  const [run, ...others] = log.runs;
  if (run?.results === undefined || others.length > 0) throw new Error('not one run with results');
  return { code, text, log, run, results: run.results };
}

const functions = [{ name: 'run', export: 'run', calls: [1] }, { name: symbols.function }];

/** Fingerprints of what is found in a module with these texts. */
async function prints(data: readonly string[]) {
  const bytes = coreModule({ functions, data });
  const { results } = await sarifIn(folder({ 'a.wasm': bytes }), 'a.wasm');
  return results.map(({ partialFingerprints }) => partialFingerprints?.['wasmgate/v1']);
}

/** Every path of keys in a document, once; items of a list count as one. */
function shapeOf(value: unknown): string[] {
  const paths = new Set<string>();
  const walk = (each: unknown, path: string): void => {
    if (Array.isArray(each)) for (const item of each) walk(item, `${path}[]`);
    else if (typeof each === 'object' && each !== null)
      for (const [key, inner] of Object.entries(each)) walk(inner, `${path}.${key}`);
    else paths.add(path);
  };
  walk(value, '');
  return [...paths].toSorted();
}

/** As OASIS's schema (Errata 01) accepted it. */
const place = (of: string) => [
  `${of}.logicalLocations[].fullyQualifiedName`,
  `${of}.message.text`,
  `${of}.physicalLocation.artifactLocation.index`,
  `${of}.physicalLocation.artifactLocation.uri`,
  `${of}.physicalLocation.artifactLocation.uriBaseId`,
  `${of}.physicalLocation.region.byteOffset`,
];
const shape = [
  '.$schema',
  '.version',
  '.runs[].artifacts[].hashes.sha-256',
  '.runs[].artifacts[].location.uri',
  '.runs[].artifacts[].location.uriBaseId',
  '.runs[].artifacts[].mimeType',
  '.runs[].originalUriBaseIds.SUBJECT.description.text',
  '.runs[].results[].codeFlows[].threadFlows[].locations[].location.message.text',
  '.runs[].results[].level',
  ...place('.runs[].results[].locations[]'),
  '.runs[].results[].message.text',
  '.runs[].results[].partialFingerprints.wasmgate/v1',
  '.runs[].results[].ruleId',
  '.runs[].results[].ruleIndex',
  '.runs[].tool.driver.name',
  '.runs[].tool.driver.rules[].defaultConfiguration.level',
  '.runs[].tool.driver.rules[].help.text',
  '.runs[].tool.driver.rules[].id',
  '.runs[].tool.driver.rules[].shortDescription.text',
  '.runs[].tool.driver.semanticVersion',
  '.runs[].tool.driver.version',
].toSorted();

describe('SARIF', () => {
  it('has a result per finding, at a file and a byte, with the path and a rule for its code', async () => {
    const bytes = coreModule({ functions, data: ['see reqwest::get'] });
    const { code, log, run, results } = await sarifIn(folder({ 'my app.wasm': bytes }), 'my app.wasm');
    expect(code).toBe(1);
    expect(log.version).toBe('2.1.0');
    expect(results.map(({ ruleId, level }) => `${ruleId} ${level}`)).toEqual([
      'feature_present error',
      'feature_mentioned error',
    ]);
    for (const { ruleId, ruleIndex } of results)
      expect(run.tool.driver.rules?.[ruleIndex ?? -1]?.id).toBe(ruleId);
    expect(run.artifacts).toMatchObject([
      { location: { uri: 'my%20app.wasm' }, mimeType: 'application/wasm' },
    ]);
    const [name, string] = results.map(({ locations }) => locations?.[0]?.physicalLocation);
    expect(name?.artifactLocation).toEqual({ uri: 'my%20app.wasm', uriBaseId: 'SUBJECT', index: 0 });
    const at = string?.region?.byteOffset ?? 0;
    expect(Buffer.from(bytes).subarray(at).toString('latin1')).toMatch(/^reqwest::get/);
    // The body of the second function: no locals, end.
    expect([...bytes.subarray(name?.region?.byteOffset).subarray(0, 2)]).toEqual([0, 0x0b]);
    expect(
      results[0]?.codeFlows?.[0]?.threadFlows[0]?.locations.map(({ location }) => location?.message?.text),
    ).toEqual(['export run', 'tokio::sync::notify::notify_locked']);
  });

  it('says what exceptions cover as suppressed, and what has expired as an error', async () => {
    const owned = { group: 'tokio', match: '*', reason: 'port', owner: 'ada' };
    const subject = (expires: string) =>
      subjectFolder({
        linked: { functions },
        units: [unit('tokio')],
        features: {
          groups: [{ name: 'tokio', crates: ['tokio'] }],
          exceptions: [
            { ...owned, expires },
            { ...owned, match: 'x', expires },
          ],
          required: { exports: ['missing'] },
        },
      });
    const { run, results } = await sarifIn(subject('2027-01-15'));
    expect(
      results.map(({ ruleId, level, suppressions }) => [ruleId, level, suppressions?.[0]?.justification]),
    ).toEqual([
      ['required_missing', 'error', undefined],
      ['exception_unused', 'warning', undefined],
      ['feature_present', 'error', 'port (owner: ada, until 2027-01-15)'],
    ]);
    expect(run.artifacts?.map(({ location }) => location?.uri)).toEqual([
      'target/wasm-bench/build/linked.wasm',
      'target/wasm-bench/build/shipped.wasm',
    ]);
    const expired = await sarifIn(subject('2027-01-14'));
    expect(expired.results.map(({ ruleId, suppressions }) => [ruleId, suppressions])).toEqual([
      ['required_missing', undefined],
      ['exception_unused', undefined],
      ['exception_expired', undefined],
    ]);
    expect(expired.results[2]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toContain(
      'linked.wasm',
    );
  });

  it('tells what an exception covers from what fails beside it', async () => {
    const both = [...functions, { name: symbols.legacy, export: 'also' }];
    const owned = { group: 'tokio', reason: 'port', owner: 'ada', expires: '2027-01-15' };
    const features = {
      require: ['names'],
      groups: [{ name: 'tokio', crates: ['tokio'] }],
      exceptions: [{ ...owned, match: 'tokio::sync::*' }],
    };
    const dir = subjectFolder({ linked: { functions: both }, units: [], features });
    const { results } = await sarifIn(dir);
    const texts = results.map(({ suppressions, locations = [], relatedLocations = [] }) => [
      suppressions?.length ?? 0,
      ...[...locations, ...relatedLocations].map(({ message }) => message?.text),
    ]);
    expect(texts).toEqual([
      [0, 'name tokio::runtime::Handle::current (rule: tokio)'],
      [1, 'name tokio::sync::notify::notify_locked (rule: tokio)'],
    ]);
  });

  it('has no property that SARIF 2.1.0 does not know, and all that it demands', async () => {
    const bytes = coreModule({ functions, data: ['see reqwest::get'] });
    const { log } = await sarifIn(folder({ 'a.wasm': bytes }), 'a.wasm');
    expect(shapeOf(log)).toEqual(shape);
  });

  it('of a clean file has no result, and the same rules', async () => {
    const { code, run } = await sarifIn(
      folder({ 'a.wasm': coreModule({ functions: [{ name: 'run', export: 'run' }] }) }),
      'a.wasm',
    );
    expect([code, run.results]).toEqual([0, []]);
    expect(run.tool.driver.rules?.map(({ id }) => id)).toEqual(sarifCodes);
  });

  it('has a rule for every code of features.json', () => {
    const all: [string, CodeEntry][] = Object.entries(codes);
    const own = all.filter(([, { reports }]) => reports.includes('features')).map(([code]) => code);
    expect([...sarifCodes].toSorted()).toEqual(own.toSorted());
  });

  it('keeps its fingerprints when bytes move, and tells groups apart', async () => {
    const before = await prints(['reqwest::x']);
    expect(await prints(['a longer text than before', 'and reqwest::x too'])).toEqual(before);
    expect(new Set(before).size).toBe(2);
  });

  it('lets no hostile name write a link, a placeholder or a control character', async () => {
    const evil = '[tokio::x](javascript:alert(1)) {0} \u001b[2J\u202e';
    const bytes = coreModule({
      functions: [{ name: evil, export: evil }],
      data: [evil],
      customs: [[evil, evil]],
    });
    const { text, results } = await sarifIn(folder({ 'a:b.wasm': bytes }), 'a:b.wasm');
    const messages = JSON.stringify(
      results.map(({ message, locations, codeFlows }) => [message, locations, codeFlows]),
    );
    expect(messages).toContain('tokio::x');
    expect(text).not.toContain('](');
    expect(messages.replaceAll('{{', '').replaceAll('}}', '')).not.toContain('{0}');
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(results[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe('a%3Ab.wasm');
  });

  it('that cannot be written is an error that names the file', async () => {
    const dir = folder({ 'a.wasm': coreModule({ functions: [{ name: 'run', export: 'run' }] }), x: '' });
    const { code, stderr } = await capture(
      featureCheckBin('1'),
      { cwd: dir, env: {} },
      'a.wasm',
      '--sarif',
      'x/y.sarif',
    );
    expect(code).toBe(3);
    expect(stderr).toContain('y.sarif');
  });
});

it.each([
  ['a {0} b', 'a {{0}} b'],
  ['[x](y)', '[x] (y)'],
  ['data[0] (module)', 'data[0] (module)'],
  ['\u0007', '\\u{{7}}'],
])('text %j is written %j', (text, written) => {
  expect(sarifText(text)).toEqual({ text: written });
});
