import { describe, expect, it } from 'vitest';
import { editInputs } from '../../src/sync/edit-inputs.ts';

const folder = { task: 'build', input: '$TURBO_ROOT$/a/**' } as const;
const manifest = { task: 'settings', input: '$TURBO_ROOT$/a/Cargo.toml' } as const;
const both = { missing: [manifest, folder], stale: [] };
const undo = {
  missing: [],
  stale: [
    manifest,
    ...['', 'target/', 'node_modules/'].map((part) => ({
      task: 'build' as const,
      input: `${part === '' ? '' : '!'}$TURBO_ROOT$/a/${part}**`,
    })),
  ],
};

describe('the inputs in a turbo.json', () => {
  it('are written where there is no file yet', () => {
    expect(editInputs(null, both)).toBe(`{
  "extends": ["//"],
  "tasks": {
    "settings": {
      "inputs": [
        "$TURBO_EXTENDS$",
        "$TURBO_ROOT$/a/Cargo.toml"
      ]
    },
    "build": {
      "inputs": [
        "$TURBO_EXTENDS$",
        "$TURBO_ROOT$/a/**",
        "!$TURBO_ROOT$/a/target/**",
        "!$TURBO_ROOT$/a/node_modules/**"
      ]
    }
  }
}
`);
  });

  it('are added and taken away, and all else stays as it is written', () => {
    const before = `{
\t// why
\t"extends": ["//"],
\t"tasks": {
\t\t"settings": { "inputs": ["$TURBO_EXTENDS$"] },
\t\t"build": {
\t\t\t"env": ["X"], /* mine */
\t\t\t"inputs": [
\t\t\t\t"$TURBO_EXTENDS$",
\t\t\t\t// a note
\t\t\t\t"data/**"
\t\t\t]
\t\t},
\t\t"lint": { "cache": false },
\t},
}
`;
    const after = editInputs(before, both);
    for (const kept of ['// why', '/* mine */', '// a note', '\t\t"lint": { "cache": false },'])
      expect(after).toContain(kept);
    expect(after).toMatch(/"data\/\*\*",\n\t\t\t\t"\$TURBO_ROOT\$\/a\/\*\*",\n/);
    expect(editInputs(after, both)).toBe(after);
    expect(editInputs(after, undo)).toBe(before);
  });
});
