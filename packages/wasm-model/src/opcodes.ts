/** Opcodes that the model asks for, as `InstructionCursor.opcode` shows them (core spec 3.0, 5.4). */
export const Opcode = {
  end: 0x0b,
  call: 0x10,
  callIndirect: 0x11,
  returnCall: 0x12,
  returnCallIndirect: 0x13,
  callRef: 0x14,
  returnCallRef: 0x15,
  globalGet: 0x23,
  i32Const: 0x41,
  i64Const: 0x42,
  refNull: 0xd0,
  refFunc: 0xd2,
} as const;
