import { explain } from '../explain.ts';
import { formatDelta, formatFigure } from '../format.ts';
import type { SomeWords } from '../words-of.ts';

/** Words for sizes, and for budgets of size and startup alike. */
export const sizeWords = {
  over_budget: {
    text: ({ metric, value, max }) => `${metric} is ${formatFigure(value)}, over its budget of ${max}`,
    fix: ({ metric }, subject) =>
      `explain it: ${explain(metric)} (in the folder of ${subject}); or change budgets.${metric} in wasmgate.json, with a reason ("waive") if it is accepted`,
  },
  budget_waived: {
    text: ({ metric, value, max, waive }) =>
      `${metric} is ${formatFigure(value)}, over its budget of ${max}; waived: ${waive}`,
    fix: ({ metric }) => `remove "waive" of budgets.${metric} in wasmgate.json to gate it again`,
  },
  optimizer_grew: {
    text: ({ gzip_delta_bytes: gzip, brotli_delta_bytes: brotli }) => {
      const grown = [
        ...(gzip === undefined ? [] : [`gzip by ${formatDelta(gzip)}`]),
        ...(brotli === undefined ? [] : [`brotli by ${formatDelta(brotli)}`]),
      ];
      return `wasm-opt made what is sent larger: ${grown.join(', ')}`;
    },
    fix: (_args, subject) =>
      `compare the stages: npx wasmgate size (in the folder of ${subject}); then try another "optimize": { "level": … } in wasmgate.json, or "none"`,
  },
  size_grew: {
    text: ({
      delta_bytes,
      data_delta_bytes: data,
      segment,
      segment_delta_bytes = 0,
      text: newText,
      crate,
      crate_delta_bytes = 0,
      function: name,
      function_delta_bytes = 0,
      toolchain,
    }) => {
      const grown = name === undefined ? '' : ` (function ${name} ${formatDelta(function_delta_bytes)})`;
      const said = newText === undefined ? '' : `, with the text ${JSON.stringify(newText)}`;
      const inSegment =
        segment === undefined ? '' : ` (segment ${segment} ${formatDelta(segment_delta_bytes)}${said})`;
      const places = [
        ...(crate === undefined
          ? []
          : [{ bytes: crate_delta_bytes, text: `crate ${crate} ${formatDelta(crate_delta_bytes)}${grown}` }]),
        ...(data > 0 ? [{ bytes: data, text: `data ${formatDelta(data)}${inSegment}` }] : []),
      ];
      const where =
        places.length === 0
          ? 'none of it in functions or data'
          : places
              .toSorted((a, b) => b.bytes - a.bytes)
              .map(({ text }) => text)
              .join(', ');
      const tools =
        toolchain === 'changed' ? '; other tools made it, so part of that may come from them' : '';
      return `grew by ${formatDelta(delta_bytes)}: ${where}${tools}`;
    },
    fix: (_args, subject) => `see what changed: npx wasmgate size (in the folder of ${subject})`,
  },
  crate_added: {
    text: ({ crate, bytes, instantiated_for_bytes, retained_bytes }) => {
      const retained = retained_bytes === undefined ? '' : `, retained ${formatDelta(retained_bytes)}`;
      return `new crate ${crate} ${formatDelta(bytes)} (instantiated for it ${formatDelta(instantiated_for_bytes)}${retained})`;
    },
    fix: ({ crate }, subject) =>
      `see why it is there: npx wasmgate size --why ${crate} (in the folder of ${subject})`,
  },
} satisfies SomeWords;
