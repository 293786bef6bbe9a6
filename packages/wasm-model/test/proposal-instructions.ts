import { type Case, run, words } from './every-instruction.ts';

const each = (names: string, text: (name: string) => string): string[] => words(names).map(text);

const unary = (names: string): string[] => each(names, (name) => `(drop (${name} (local.get $v)))`);

const binary = (names: string): string[] =>
  each(names, (name) => `(drop (${name} (local.get $v) (local.get $v)))`);

const ternary = (names: string): string[] =>
  each(names, (name) => `(drop (${name} (local.get $v) (local.get $v) (local.get $v)))`);

const strings = (from: number, instructions: readonly string[]): Case =>
  run(`strings from 0x${from.toString(16)}`, 0xfb0000 + from, instructions);

const S = '(local.get $s)';

/** Instructions of proposals that are not finished, as wasm-tools assembles them. */
export const BY_WASM_TOOLS: readonly Case[] = [
  run('wide arithmetic', 0xfc0013, words('i64.add128 i64.sub128 i64.mul_wide_s i64.mul_wide_u')),
  run('memory control', 0xfc0012, ['memory.discard $n']),
  run('stack switching', 0xe0, [
    'cont.new $k',
    'cont.bind $k $k',
    'suspend $e',
    'resume $k (on $e 0) (on $e switch)',
    'resume_throw $k $e (on $e 0)',
    'resume_throw_ref $k (on $e 0)',
    'switch $k $e',
  ]),
  run('custom descriptors', 0xfb0020, [
    'struct.new_desc $described',
    'struct.new_default_desc $described',
    'ref.get_desc $described',
    'ref.cast_desc_eq (ref $described)',
    'ref.cast_desc_eq (ref null (exact $described))',
    'br_on_cast_desc_eq 0 anyref (ref $described)',
    'br_on_cast_desc_eq_fail 0 anyref (ref null $described)',
  ]),
  run('shared globals and tables', 0xfe004f, [
    ...words('get set rmw.add rmw.sub rmw.and rmw.or rmw.xor rmw.xchg rmw.cmpxchg').map(
      (op) => `global.atomic.${op} seq_cst $g`,
    ),
    ...words('get set rmw.xchg rmw.cmpxchg').map((op) => `table.atomic.${op} acq_rel $u`),
  ]),
  run('shared structs and arrays', 0xfe005c, [
    ...words('get get_s get_u set rmw.add rmw.sub rmw.and rmw.or rmw.xor rmw.xchg rmw.cmpxchg').map(
      (op) => `struct.atomic.${op} acq_rel $s 0`,
    ),
    ...words('get get_s get_u set rmw.add rmw.sub rmw.and rmw.or rmw.xor rmw.xchg rmw.cmpxchg').map(
      (op) => `array.atomic.${op} seq_cst $a`,
    ),
    'ref.i31_shared',
  ]),
];

/** The same as binaryen assembles them: what wasm-tools does not know, and the orderings of accesses to memory. */
export const BY_BINARYEN: readonly Case[] = [
  run('half-precision memory', 0xfc0030, [
    '(drop (f32.load_f16 offset=300 (i32.const 0)))',
    '(f32.store_f16 offset=300 (i32.const 0) (f32.const 0))',
  ]),
  run('half-precision lanes', 0xfd0120, [
    '(drop (f16x8.splat (f32.const 0)))',
    '(drop (f16x8.extract_lane 1 (local.get $v)))',
    '(drop (f16x8.replace_lane 1 (local.get $v) (f32.const 0)))',
  ]),
  run('half-precision arithmetic', 0xfd0130, [
    ...unary(`f16x8.abs f16x8.neg f16x8.sqrt f16x8.ceil f16x8.floor f16x8.trunc f16x8.nearest`),
    ...binary(`f16x8.eq f16x8.ne f16x8.lt f16x8.gt f16x8.le f16x8.ge f16x8.add f16x8.sub f16x8.mul f16x8.div
      f16x8.min f16x8.max f16x8.pmin f16x8.pmax`),
    ...unary(`i16x8.trunc_sat_f16x8_s i16x8.trunc_sat_f16x8_u f16x8.convert_i16x8_s f16x8.convert_i16x8_u
      f16x8.demote_f32x4_zero f16x8.demote_f64x2_zero f32x4.promote_low_f16x8`),
  ]),
  run('half-precision products', 0xfd014e, ternary('f16x8.madd f16x8.nmadd')),
  strings(0x82, ['(drop (string.const "text"))', `(drop (string.measure_utf8 ${S}))`]),
  strings(0x85, [`(drop (string.measure_wtf16 ${S}))`]),
  strings(0x88, [`(drop (string.concat ${S} ${S}))`, `(drop (string.eq ${S} ${S}))`]),
  strings(0x8b, [`(drop (string.test ${S}))`]),
  strings(0xa8, [`(drop (string.compare ${S} ${S}))`, '(drop (string.from_code_point (i32.const 65)))']),
  strings(0xb1, ['(drop (string.new_wtf16_array (local.get $w) (i32.const 0) (i32.const 1)))']),
  strings(0xb3, [
    `(drop (string.encode_wtf16_array ${S} (local.get $w) (i32.const 0)))`,
    '(drop (string.new_lossy_utf8_array (local.get $b) (i32.const 0) (i32.const 1)))',
  ]),
  strings(0xb6, [`(drop (string.encode_lossy_utf8_array ${S} (local.get $b) (i32.const 0)))`]),
  [
    'views of strings',
    `(drop (stringview_wtf16.get_codeunit ${S} (i32.const 0)))
     (drop (stringview_wtf16.slice ${S} (i32.const 0) (i32.const 1)))`,
    [0xfb0098, 0xfb009a, 0xfb0098, 0xfb009c],
  ],
  [
    'acquire and release',
    `(drop (i32.atomic.load acqrel (i32.const 1)))
     (i32.atomic.store acqrel offset=300 (i32.const 1) (i32.const 2))
     (drop (i32.atomic.rmw.add acqrel (i32.const 1) (i32.const 2)))
     (drop (i64.atomic.rmw16.cmpxchg_u acqrel offset=9 (i32.const 1) (i64.const 2) (i64.const 3)))
     (atomic.fence acqrel) (pause)`,
    [0xfe0010, 0xfe0017, 0xfe001e, 0xfe004d, 0xfe0003, 0xfe0004],
  ],
  [
    'memory accesses to an array',
    `(drop (i32.load (type $bytes) offset=5 (local.get $b) (i32.const 0)))
     (i64.store (type $bytes) (local.get $b) (i32.const 0) (i64.const 0))`,
    [0x28, 0x37],
  ],
];

/** Known opcodes that neither assembler writes: string.is_usv_sequence, string.hash, wait queues, the other ref.i31_shared. */
export const BY_NEITHER: readonly number[] = [0xfb001f, 0xfb008a, 0xfb00aa, 0xfe0005, 0xfe0006, 0xfe0007];
