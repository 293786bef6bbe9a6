import { engineText } from '@wasmgate/contracts/engine';
import type { Breakdown } from '@wasmgate/contracts/size';
import { html, type Part } from '../page/html.ts';
import type { Section } from '../page/section.ts';
import type { Reports } from '../reports/reports.ts';

/** How it was made and measured: all that the figures depend on, and the commands that give them again. */
export function made(reports: Reports): Section {
  return {
    id: 'made',
    title: 'How it was made',
    body: [facts(reports), hashes(reports), commands(reports)],
  };
}

type Fact = readonly [name: string, value: string | null | undefined];

function facts({ build, size, startup, features, check }: Reports): Part {
  const { toolchain, optimizer, crate, rustflags = [] } = build ?? {};
  const all: readonly Fact[] = [
    ['crate', crate && `${crate.name} ${crate.version}, profile ${crate.profile}`],
    ['cargo features', crate?.features.join(', ')],
    ['prebuilt file', build?.prebuilt],
    ['toolchain', toolchain?.identity],
    ['rustc', toolchain && toolchain.provider !== 'prebuilt' ? toolchain.rustc : null],
    ['standard library', toolchain && toolchain.provider !== 'prebuilt' ? toolchain.std : null],
    ['linker', toolchain && toolchain.provider !== 'prebuilt' ? toolchain.linker : null],
    ['rustflags', rustflags.join(' ')],
    [
      'wasm-opt',
      optimizer &&
        (optimizer.level === 'none' ? 'not run' : `binaryen ${optimizer.wasm_opt}, -${optimizer.level}`),
    ],
    ['componentizer', optimizer?.componentizer],
    ['made by', check?.made_by.map(({ name, version }) => `${name} ${version}`.trim()).join(', ')],
    ['WebAssembly beyond 1.0', check?.wasm_features.join(', ')],
    ['compressor', size?.compressor],
    ['names', size?.breakdown && nameSource(size.breakdown)],
    ['inspected by', features && `${features.tool} ${features.tool_version}`],
    ['engine', startup && engineText(startup.engine)],
    ['machine', startup?.host_class],
    ['start not measured', check?.startup_missing],
  ];
  const rows = all.filter((fact): fact is [string, string] => typeof fact[1] === 'string' && fact[1] !== '');
  return html`<dl class="facts">
    ${rows.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

function nameSource({ attribution: { source, artifact, reason } }: Breakdown): string {
  if (source === 'none') return `none: ${(reason ?? '').replaceAll('_', ' ')}`;
  return source === 'named_module'
    ? `of ${artifact ?? ''}, whose code and data are equal`
    : 'its own name section';
}

function hashes({ build, size }: Reports): Part {
  const rows =
    build === null
      ? size === null
        ? []
        : [{ path: size.artifact, bytes: size.raw_bytes, sha256: size.artifact_sha256 }]
      : Object.values(build.artifacts);
  return html`<h3>Files</h3>
    <table class="files">
      <thead>
        <tr>
          <th scope="col">file</th>
          <th scope="col" class="n">bytes</th>
          <th scope="col">SHA-256</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ path, bytes, sha256 }) =>
            html`<tr>
              <th scope="row"><code class="name">${path}</code></th>
              <td class="n">${bytes.toLocaleString('en-US')}</td>
              <td><code class="hash">${sha256}</code></td>
            </tr>`,
        )}
      </tbody>
    </table>`;
}

/** What is typed in the subject's folder, or beside a file. */
function commands({ check, name, startup, features, size }: Reports): Part {
  const lines =
    check === null
      ? [
          ['npx turbo run verify', 'build, measure, compare: what is cached is not done again'],
          ['npx wasmgate build', 'the artifacts, in the folder of the subject'],
          ['npx wasmgate size', 'whose bytes they are; --why NAME says why a function is here'],
          ['npx wasmgate features', 'whether what is excluded is absent'],
          ['npx wasmgate startup', 'how it starts'],
          ['npx wasmgate baseline --accept', 'accepts these figures'],
        ]
      : [
          [`npx wasmgate check ${name}`, 'all of this page'],
          ...(size === null ? [] : [[`npx wasmgate size ${name} --why NAME`, 'why a function is here']]),
          ...(features === null
            ? []
            : [[`npx wasmgate features ${name}`, 'whether what is excluded is absent']]),
          ...(startup === null ? [] : [[`npx wasmgate startup ${name}`, 'how it starts']]),
        ];
  return html`<h3>Commands</h3>
    <dl class="facts commands">
      ${lines.map(
        ([command = '', what = '']) =>
          html`<div>
            <dt><code>${command}</code></dt>
            <dd>${what}</dd>
          </div>`,
      )}
    </dl>`;
}
