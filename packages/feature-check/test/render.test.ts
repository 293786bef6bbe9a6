import { expect, it } from 'vitest';
import { coreModule } from './wasm-bytes.ts';
import { folder, runCheck } from './run-check.ts';
import { symbols } from './symbols.ts';

it('shows the groups, what answered, and the evidence with its path', async () => {
  const functions = [
    { name: 'run', export: 'run', calls: [1] },
    { name: symbols.typeArgument, calls: [2] },
    { name: symbols.function },
  ];
  const dir = folder({ 'app.wasm': coreModule({ functions, data: ['see reqwest::get'] }) });
  const { code, stdout } = await runCheck(dir, ['app.wasm']);
  expect(code).toBe(1);
  expect(stdout).toMatchInlineSnapshot(`
    "app.wasm  core module, inspected by wasmgate 1.2.3 (names, imports, strings)
      no wasmgate.json: these are clawft's groups (its FR-10 and G8); --config FILE says what is excluded here

      group          verdict             answered by                             found
      channels       absent_by_evidence  crates by names, patterns by names          0
      services       absent_by_evidence  crates by names, patterns by names          0
      tokio          present_reachable   crates by names, patterns by names          2
      reqwest        mentioned_only      crates by strings, patterns by strings      1
      native-exec    absent_by_evidence  crates by names, patterns by names          0
      vector-memory  absent_by_evidence  crates by names, patterns by names          0

      tokio  clawft FR-10, G8: a multi-threaded runtime has nothing to drive in a single-threaded guest
        name tokio::sync::notify::notify_locked  [tokio] module / func[2]
          export run -> core::ptr::drop_glue::<tokio::sync::notify::Notified> -> tokio::sync::notify::notify_locked
        name core::ptr::drop_glue::<tokio::sync::notify::Notified>  [tokio] module / func[1]
          export run -> core::ptr::drop_glue::<tokio::sync::notify::Notified>

      reqwest  clawft FR-10, G8: its native stack needs sockets and TLS of its own
        string see reqwest::get  [reqwest] module / data[0] at byte 0x47

      FAIL 2 of 6 groups: tokio, reqwest
    "
  `);
});

it('says what an absence rests on when there are no names', async () => {
  const dir = folder({ 'app.wasm': coreModule({ functions: [{ export: 'run' }] }) });
  const { stdout } = await runCheck(dir, ['app.wasm']);
  expect(stdout).toContain('for want of names, 6 of 6 groups rest on strings alone');
});
