//! A small core module for `wasm32-wasip1`: a reactor that echoes what it is given.
//!
//! The host allocates, writes a message, calls `echo` and reads the answer back from the address it gets.

use std::alloc::{Layout, alloc as allocate, dealloc as deallocate};

// SAFETY, of both: nothing here starts a thread, and nothing else asks for memory.
#[cfg(feature = "talc")]
#[global_allocator]
static ALLOCATOR: talc::TalckWasm = unsafe { talc::TalckWasm::new_global() };

#[cfg(feature = "lol_alloc")]
#[global_allocator]
static ALLOCATOR: lol_alloc::AssumeSingleThreaded<lol_alloc::FreeListAllocator> =
    unsafe { lol_alloc::AssumeSingleThreaded::new(lol_alloc::FreeListAllocator::new()) };

unsafe extern "C" {
    fn __wasm_call_ctors();
}

/// Runs the constructors once, before any other export.
///
/// Without it the linker makes every export run the constructors again (`*.command_export`).
#[unsafe(no_mangle)]
pub extern "C" fn _initialize() {
    unsafe { __wasm_call_ctors() }
}

/// Reserves `len` bytes for the host; null when `len` is 0 or memory is short.
#[unsafe(no_mangle)]
pub extern "C" fn alloc(len: usize) -> *mut u8 {
    match Layout::array::<u8>(len) {
        Ok(layout) if len > 0 => unsafe { allocate(layout) },
        _ => std::ptr::null_mut(),
    }
}

/// Frees what `alloc` or `echo` gave.
///
/// # Safety
///
/// `ptr` came from `alloc(len)` or `echo(_, len)` and was not freed before.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dealloc(ptr: *mut u8, len: usize) {
    if let Ok(layout) = Layout::array::<u8>(len)
        && !ptr.is_null()
    {
        unsafe { deallocate(ptr, layout) }
    }
}

/// Copies a message into memory of its own and gives its address; null when there is none to give.
///
/// # Safety
///
/// `ptr` points to `len` bytes of this module's memory.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn echo(ptr: *const u8, len: usize) -> *mut u8 {
    let answer = alloc(len);
    if !answer.is_null() {
        unsafe { std::ptr::copy_nonoverlapping(ptr, answer, len) }
    }
    answer
}

/// CRC-32 (IEEE 802.3, reflected) of `len` bytes at `ptr`.
///
/// # Safety
///
/// `ptr` points to `len` bytes of this module's memory.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn checksum(ptr: *const u8, len: usize) -> u32 {
    crc32(unsafe { std::slice::from_raw_parts(ptr, len) })
}

/// Builds, echoes and frees `rounds` messages, each longer than the last; gives their checksums combined.
///
/// Takes no pointer, so a benchmark can call it by itself.
#[unsafe(no_mangle)]
pub extern "C" fn echo_rounds(rounds: u32) -> u32 {
    (0..rounds).fold(0, |sum, round| {
        let message = format!("round {round}: {}", "echo ".repeat(round as usize % 64));
        sum.rotate_left(1) ^ round_trip(message.as_bytes())
    })
}

/// 1 when an echoed message has the checksum of the original, else 0.
#[unsafe(no_mangle)]
pub extern "C" fn self_test() -> u32 {
    // The check value that catalogues of CRCs give for CRC-32/ISO-HDLC.
    u32::from(round_trip(b"123456789") == 0xcbf4_3926)
}

fn round_trip(message: &[u8]) -> u32 {
    unsafe {
        let answer = echo(message.as_ptr(), message.len());
        if answer.is_null() {
            return 0;
        }
        let sum = checksum(answer, message.len());
        dealloc(answer, message.len());
        sum
    }
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc: u32, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xedb8_8320 & 0u32.wrapping_sub(crc & 1))
        })
    })
}
