import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import binaryen from 'binaryen';
import { describe, expect, it } from 'vitest';
import { coreModule } from './wasm-bytes.ts';
import { checkFile, checkIn, folder, groupOf } from './run-check.ts';
import { subjectFolder, unit } from './subject.ts';
import { symbols } from './symbols.ts';

const nested = (name: string) =>
  parse(`(component
    (core module (func (export "clean")))
    (component $inner
      (core module $m (func $f (@name "${name}") (export "run")))
      (core instance $i (instantiate $m))
      (func (export "go") (canon lift (core func $i "run"))))
    (instance $x (instantiate $inner))
    (export "go" (func $x "go")))`);

const checkImport = async (name: string) => {
  const features = { groups: [{ name: 'sockets', imports: ['wasi:sockets/*'] }] };
  const dir = folder({
    'app.wasm': await parse(`(component (import "${name}" (instance)))`),
    'gate.json': JSON.stringify({ wasm: 'app.wasm', features }),
  });
  return checkIn(dir, 'app.wasm', '--config', 'gate.json');
};

describe('a component that wasm-tools assembled', () => {
  it('is looked into at every depth', async () => {
    const { code, report } = await checkFile(await nested('tokio::runtime::run'));
    expect(code).toBe(1);
    expect(groupOf(report, 'tokio')).toMatchObject({
      verdict: 'present_reachable',
      evidence: [
        {
          where: 'component / component 0 / core module 0 / func[0]',
          via: ['export run = tokio::runtime::run'],
        },
      ],
    });
    expect((await checkFile(await nested('tokio_lite::runtime::run'))).code).toBe(0);
  });

  it('is held to rules on its imports', async () => {
    const { code, report } = await checkImport('wasi:sockets/tcp@0.2.0');
    expect(code).toBe(1);
    expect(groupOf(report, 'sockets').evidence[0]).toMatchObject({
      source: 'import',
      text: 'wasi:sockets/tcp@0.2.0',
      where: expect.stringMatching(/^component \/ import at byte 0x/),
    });
    expect(groupOf((await checkImport('wasi:io/streams@0.2.0')).report, 'sockets')).toMatchObject({
      verdict: 'absent_proven',
      level: 'imports',
    });
  });
});

describe('what wasm-opt leaves no name of', () => {
  const linked = {
    imports: [['env', 'work']],
    functions: [
      { name: 'run', export: 'run', calls: [2] },
      { name: symbols.function, calls: [0] },
    ],
  } as const;

  function optimized(): Uint8Array {
    const module = binaryen.readBinary(coreModule(linked));
    binaryen.setOptimizeLevel(2);
    binaryen.setShrinkLevel(2);
    binaryen.setDebugInfo(true);
    module.optimize();
    const bytes = module.emitBinary();
    module.dispose();
    return bytes;
  }

  it('is decided on the linked module', async () => {
    const shipped = optimized();
    const alone = groupOf((await checkFile(shipped)).report, 'tokio');
    expect(alone).toMatchObject({ verdict: 'absent_by_evidence', level: 'names' });
    const features = { groups: [{ name: 'tokio', crates: ['tokio'] }] };
    const dir = subjectFolder({ linked, shipped, units: [unit('tokio')], features });
    const { code, report } = await checkIn(dir);
    expect(code).toBe(1);
    expect(groupOf(report, 'tokio').verdict).toBe('present_reachable');
  });
});
