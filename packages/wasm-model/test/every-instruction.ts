export type Case = readonly [name: string, text: string, opcodes: readonly number[]];

const vectorName = (shape: string, names: string): string[] => names.split(' ').map((op) => `${shape}.${op}`);

/** Instructions without immediates, whose opcodes follow one another from `from`. */
export const run = (name: string, from: number, names: readonly string[]): Case => [
  name,
  names.join(' '),
  names.map((_, at) => from + at),
];

export const words = (text: string): string[] => text.trim().split(/\s+/);

const withOperand = (names: string, operand: string): string[] =>
  words(names).map((op) => `${op} ${operand}`);

const products = (shape: string, narrow: string): string[] =>
  vectorName(
    shape,
    ['s', 'u'].map((sign) => `extmul_low_${narrow}_${sign} extmul_high_${narrow}_${sign}`).join(' '),
  );

const afterGaps = (shape: string, runs: readonly [from: number, names: string][]): Case[] =>
  runs.map(([from, names]) =>
    run(`${shape} from 0x${from.toString(16)}`, 0xfd0000 + from, vectorName(shape, names)),
  );

/**
 * Instruction texts of every proposal with the opcodes they must show (core spec 3.0, "Index of Instructions"). The
 * code need not be valid: only its encoding matters here.
 */
export const INSTRUCTIONS: readonly Case[] = [
  run('control', 0x00, ['unreachable', 'nop']),
  [
    'blocks',
    'block end loop (result i32) end if (type $f) else end block (result (ref null $s)) end',
    [0x02, 0x0b, 0x03, 0x0b, 0x04, 0x05, 0x0b, 0x02, 0x0b],
  ],
  ['exceptions', 'throw $e throw_ref', [0x08, 0x0a]],
  [
    'try_table',
    'block try_table (catch $e 0) (catch_ref $e 0) (catch_all 0) (catch_all_ref 0) end end',
    [0x02, 0x1f, 0x0b, 0x0b],
  ],
  ['branches', 'block br 0 br_if 0 br_table 0 0 0 return end', [0x02, 0x0c, 0x0d, 0x0e, 0x0f, 0x0b]],
  [
    'calls',
    'call $callee call_indirect $u (type $f) return_call $callee return_call_indirect $t (type $f) ' +
      'call_ref $f return_call_ref $f',
    [0x10, 0x11, 0x12, 0x13, 0x14, 0x15],
  ],
  ['parametric', 'drop select select (result i32 (ref $s))', [0x1a, 0x1b, 0x1c]],
  [
    'variables',
    'local.get $i local.set $i local.tee $i global.get $g global.set $g',
    [0x20, 0x21, 0x22, 0x23, 0x24],
  ],
  run('table access', 0x25, withOperand('table.get table.set', '$u')),
  run(
    'loads and stores',
    0x28,
    withOperand(
      `i32.load i64.load f32.load f64.load i32.load8_s i32.load8_u i32.load16_s i32.load16_u i64.load8_s i64.load8_u
       i64.load16_s i64.load16_u i64.load32_s i64.load32_u i32.store i64.store f32.store f64.store i32.store8
       i32.store16 i64.store8 i64.store16 i64.store32`,
      'offset=300 align=1',
    ),
  ),
  [
    'multi-memory',
    'i32.load $n offset=4 i32.store $n memory.size $n memory.grow $n',
    [0x28, 0x36, 0x3f, 0x40],
  ],
  ['memory64', 'i32.load $far offset=0x100000000000', [0x28]],
  [
    'constants',
    'i32.const -2147483648 i64.const -9223372036854775808 f32.const 1.5 f64.const nan',
    [0x41, 0x42, 0x43, 0x44],
  ],
  run('integer and float arithmetic', 0x45, [
    ...words(`i32.eqz i32.eq i32.ne i32.lt_s i32.lt_u i32.gt_s i32.gt_u i32.le_s i32.le_u i32.ge_s i32.ge_u
      i64.eqz i64.eq i64.ne i64.lt_s i64.lt_u i64.gt_s i64.gt_u i64.le_s i64.le_u i64.ge_s i64.ge_u
      f32.eq f32.ne f32.lt f32.gt f32.le f32.ge f64.eq f64.ne f64.lt f64.gt f64.le f64.ge`),
    ...['i32', 'i64'].flatMap((type) =>
      vectorName(
        type,
        'clz ctz popcnt add sub mul div_s div_u rem_s rem_u and or xor shl shr_s shr_u rotl rotr',
      ),
    ),
    ...['f32', 'f64'].flatMap((type) =>
      vectorName(type, 'abs neg ceil floor trunc nearest sqrt add sub mul div min max copysign'),
    ),
    ...words(`i32.wrap_i64 i32.trunc_f32_s i32.trunc_f32_u i32.trunc_f64_s i32.trunc_f64_u i64.extend_i32_s
      i64.extend_i32_u i64.trunc_f32_s i64.trunc_f32_u i64.trunc_f64_s i64.trunc_f64_u f32.convert_i32_s
      f32.convert_i32_u f32.convert_i64_s f32.convert_i64_u f32.demote_f64 f64.convert_i32_s f64.convert_i32_u
      f64.convert_i64_s f64.convert_i64_u f64.promote_f32 i32.reinterpret_f32 i64.reinterpret_f64
      f32.reinterpret_i32 f64.reinterpret_i64 i32.extend8_s i32.extend16_s i64.extend8_s i64.extend16_s
      i64.extend32_s`),
  ]),
  [
    'references',
    'ref.null func ref.null $s ref.is_null ref.func $callee ref.eq ref.as_non_null block br_on_null 0 br_on_non_null 0 end',
    [0xd0, 0xd0, 0xd1, 0xd2, 0xd3, 0xd4, 0x02, 0xd5, 0xd6, 0x0b],
  ],
  run('garbage collection', 0xfb0000, [
    ...withOperand('struct.new struct.new_default', '$s'),
    'struct.get $s 0',
    'struct.get_s $packed 0',
    'struct.get_u $packed 0',
    'struct.set $s 0',
    ...withOperand('array.new array.new_default', '$a'),
    'array.new_fixed $a 300',
    'array.new_data $a $d',
    'array.new_elem $r $el',
    ...withOperand('array.get array.get_s array.get_u array.set', '$a'),
    'array.len',
    'array.fill $a',
    'array.copy $a $a',
    'array.init_data $a $d',
    'array.init_elem $r $el',
    'ref.test (ref $s)',
    'ref.test (ref null any)',
    'ref.cast (ref i31)',
    'ref.cast (ref null $a)',
    'br_on_cast 0 anyref (ref $s)',
    'br_on_cast_fail 0 anyref (ref null $s)',
    'any.convert_extern',
    'extern.convert_any',
    'ref.i31',
    'i31.get_s',
    'i31.get_u',
  ]),
  run('saturating truncation, bulk memory and tables', 0xfc0000, [
    ...words(`i32.trunc_sat_f32_s i32.trunc_sat_f32_u i32.trunc_sat_f64_s i32.trunc_sat_f64_u
      i64.trunc_sat_f32_s i64.trunc_sat_f32_u i64.trunc_sat_f64_s i64.trunc_sat_f64_u`),
    'memory.init $n $d',
    'data.drop $d',
    'memory.copy $m $n',
    'memory.fill $n',
    'table.init $u $el',
    'elem.drop $el',
    'table.copy $t $u',
    'table.grow $u',
    'table.size $u',
    'table.fill $u',
  ]),
  run('vector memory, constants and lanes', 0xfd0000, [
    ...withOperand(
      `v128.load v128.load8x8_s v128.load8x8_u v128.load16x4_s v128.load16x4_u v128.load32x2_s v128.load32x2_u
       v128.load8_splat v128.load16_splat v128.load32_splat v128.load64_splat v128.store`,
      '$n offset=8',
    ),
    'v128.const i64x2 -1 -1',
    'i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15',
    ...words('i8x16.swizzle i8x16.splat i16x8.splat i32x4.splat i64x2.splat f32x4.splat f64x2.splat'),
    ...withOperand(
      `i8x16.extract_lane_s i8x16.extract_lane_u i8x16.replace_lane i16x8.extract_lane_s i16x8.extract_lane_u
       i16x8.replace_lane i32x4.extract_lane i32x4.replace_lane i64x2.extract_lane i64x2.replace_lane
       f32x4.extract_lane f32x4.replace_lane f64x2.extract_lane f64x2.replace_lane`,
      '1',
    ),
    ...vectorName('i8x16', 'eq ne lt_s lt_u gt_s gt_u le_s le_u ge_s ge_u'),
    ...vectorName('i16x8', 'eq ne lt_s lt_u gt_s gt_u le_s le_u ge_s ge_u'),
    ...vectorName('i32x4', 'eq ne lt_s lt_u gt_s gt_u le_s le_u ge_s ge_u'),
    ...vectorName('f32x4', 'eq ne lt gt le ge'),
    ...vectorName('f64x2', 'eq ne lt gt le ge'),
    ...words('v128.not v128.and v128.andnot v128.or v128.xor v128.bitselect v128.any_true'),
    ...withOperand(
      `v128.load8_lane v128.load16_lane v128.load32_lane v128.load64_lane v128.store8_lane v128.store16_lane
       v128.store32_lane v128.store64_lane`,
      '$n offset=300 1',
    ),
    ...withOperand('v128.load32_zero v128.load64_zero', 'offset=1'),
    ...words('f32x4.demote_f64x2_zero f64x2.promote_low_f32x4'),
    ...vectorName('i8x16', 'abs neg popcnt all_true bitmask narrow_i16x8_s narrow_i16x8_u'),
    ...words('f32x4.ceil f32x4.floor f32x4.trunc f32x4.nearest'),
    ...vectorName('i8x16', 'shl shr_s shr_u add add_sat_s add_sat_u sub sub_sat_s sub_sat_u'),
    ...words(
      'f64x2.ceil f64x2.floor i8x16.min_s i8x16.min_u i8x16.max_s i8x16.max_u f64x2.trunc i8x16.avgr_u',
    ),
    ...words('i16x8.extadd_pairwise_i8x16_s i16x8.extadd_pairwise_i8x16_u'),
    ...words('i32x4.extadd_pairwise_i16x8_s i32x4.extadd_pairwise_i16x8_u'),
    ...vectorName('i16x8', 'abs neg q15mulr_sat_s all_true bitmask narrow_i32x4_s narrow_i32x4_u'),
    ...vectorName('i16x8', 'extend_low_i8x16_s extend_high_i8x16_s extend_low_i8x16_u extend_high_i8x16_u'),
    ...vectorName('i16x8', 'shl shr_s shr_u add add_sat_s add_sat_u sub sub_sat_s sub_sat_u'),
    'f64x2.nearest',
    ...vectorName('i16x8', 'mul min_s min_u max_s max_u'),
  ]),
  run('vectors of 16-bit lanes, the rest', 0xfd009b, ['i16x8.avgr_u', ...products('i16x8', 'i8x16')]),
  ...afterGaps('i32x4', [
    [0xa0, 'abs neg'],
    [0xa3, 'all_true bitmask'],
    [
      0xa7,
      'extend_low_i16x8_s extend_high_i16x8_s extend_low_i16x8_u extend_high_i16x8_u shl shr_s shr_u add',
    ],
    [0xb1, 'sub'],
    [0xb5, 'mul min_s min_u max_s max_u dot_i16x8_s'],
  ]),
  run('vectors of 32-bit lanes, products', 0xfd00bc, products('i32x4', 'i16x8')),
  ...afterGaps('i64x2', [
    [0xc0, 'abs neg'],
    [0xc3, 'all_true bitmask'],
    [
      0xc7,
      'extend_low_i32x4_s extend_high_i32x4_s extend_low_i32x4_u extend_high_i32x4_u shl shr_s shr_u add',
    ],
    [0xd1, 'sub'],
    [0xd5, 'mul eq ne lt_s gt_s le_s ge_s'],
  ]),
  run('vectors of 64-bit lanes, products', 0xfd00dc, products('i64x2', 'i32x4')),
  ...afterGaps('f32x4', [
    [0xe0, 'abs neg'],
    [0xe3, 'sqrt add sub mul div min max pmin pmax'],
  ]),
  ...afterGaps('f64x2', [
    [0xec, 'abs neg'],
    [0xef, 'sqrt add sub mul div min max pmin pmax'],
  ]),
  run(
    'conversions of vectors',
    0xfd00f8,
    words(`i32x4.trunc_sat_f32x4_s i32x4.trunc_sat_f32x4_u f32x4.convert_i32x4_s f32x4.convert_i32x4_u
      i32x4.trunc_sat_f64x2_s_zero i32x4.trunc_sat_f64x2_u_zero f64x2.convert_low_i32x4_s
      f64x2.convert_low_i32x4_u`),
  ),
  run(
    'relaxed vectors',
    0xfd0100,
    words(`i8x16.relaxed_swizzle i32x4.relaxed_trunc_f32x4_s i32x4.relaxed_trunc_f32x4_u
      i32x4.relaxed_trunc_f64x2_s_zero i32x4.relaxed_trunc_f64x2_u_zero f32x4.relaxed_madd f32x4.relaxed_nmadd
      f64x2.relaxed_madd f64x2.relaxed_nmadd i8x16.relaxed_laneselect i16x8.relaxed_laneselect
      i32x4.relaxed_laneselect i64x2.relaxed_laneselect f32x4.relaxed_min f32x4.relaxed_max f64x2.relaxed_min
      f64x2.relaxed_max i16x8.relaxed_q15mulr_s i16x8.relaxed_dot_i8x16_i7x16_s
      i32x4.relaxed_dot_i8x16_i7x16_add_s`),
  ),
  run('atomics that wait', 0xfe0000, [
    'memory.atomic.notify $n offset=4',
    'memory.atomic.wait32',
    'memory.atomic.wait64',
    'atomic.fence',
  ]),
  run('atomic accesses', 0xfe0010, [
    ...words(`i32.atomic.load i64.atomic.load i32.atomic.load8_u i32.atomic.load16_u i64.atomic.load8_u
      i64.atomic.load16_u i64.atomic.load32_u i32.atomic.store i64.atomic.store i32.atomic.store8
      i32.atomic.store16 i64.atomic.store8 i64.atomic.store16 i64.atomic.store32`),
    ...['add', 'sub', 'and', 'or', 'xor', 'xchg', 'cmpxchg'].flatMap((op) =>
      words(`i32.atomic.rmw.${op} i64.atomic.rmw.${op}`).concat(
        [
          'i32.atomic.rmw8',
          'i32.atomic.rmw16',
          'i64.atomic.rmw8',
          'i64.atomic.rmw16',
          'i64.atomic.rmw32',
        ].map((prefix) => `${prefix}.${op}_u`),
      ),
    ),
  ]),
];
