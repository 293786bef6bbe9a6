import { capture, scratchFolder } from '@wasmgate/cli-kit/testing';
import type { Breakdown, SizeJson } from '@wasmgate/contracts/size';
import { sizeBin } from '@wasmgate/size/src/index.ts';
import { realModuleBytes, realModules } from '@wasmgate/wasm-model/testing/real-modules';
import { describe, expect, it, onTestFinished } from 'vitest';

type Listed = { readonly items: readonly { bytes: number }[]; readonly others: { readonly bytes: number } };

const sum = (...numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const listed = ({ items, others }: Listed): number => sum(...items.map(({ bytes }) => bytes), others.bytes);

/** Every way in which the breakdown takes the file apart: what the list sums to. */
function sums({ parts, functions, crates, families, data, ...lists }: Breakdown) {
  const caused = crates.items.map(({ instantiated_for_bytes }) => instantiated_for_bytes);
  return {
    file: sum(...Object.values(parts)),
    functions: listed(functions),
    crates: listed(crates),
    crates_by_cause: sum(...caused, crates.others.instantiated_for_bytes),
    families: sum(listed(families), families.single.bytes),
    segments: listed(data.segments),
    strings: sum(listed(data.strings), data.strings.not_strings_bytes),
    core_sections: listed(lists.core_sections),
    custom_sections: listed(lists.custom_sections),
    wrapper: listed(lists.wrapper),
  };
}

describe.each(realModules)('wasm-size --json of $name ($producer)', (real) => {
  it('gives every byte of the file to one owner, in every list', async () => {
    const bytes = await realModuleBytes(real);
    const dir = scratchFolder(onTestFinished, { 'app.wasm': bytes });
    const argv = ['app.wasm', '--compress', 'none', '--json'];
    const { code, stdout } = await capture(sizeBin('0.0.0', 'none'), dir, ...argv);
    expect(code).toBe(0);
    const report = JSON.parse(stdout) as SizeJson;
    expect(sum(...report.sections.map((section) => section.bytes))).toBe(bytes.length);
    const breakdown = report.breakdown as Breakdown;
    const { parts } = breakdown;
    expect(sums(breakdown)).toEqual({
      file: bytes.length,
      functions: parts.functions,
      crates: parts.functions,
      crates_by_cause: parts.functions,
      families: parts.functions,
      segments: parts.data,
      strings: parts.data,
      core_sections: parts.core_sections,
      custom_sections: parts.custom_sections,
      wrapper: parts.wrapper,
    });
    expect(real.named && breakdown.attribution.source !== 'name_section').toBe(false);
  });
});
