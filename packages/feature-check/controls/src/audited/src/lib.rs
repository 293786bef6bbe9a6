/// As cargo-auditable writes it: JSON, compressed by zlib. This one names tokio.
#[used]
#[link_section = ".dep-v0"]
static DEPENDENCIES: [u8; include_bytes!("../dep-v0.zlib").len()] = *include_bytes!("../dep-v0.zlib");

/// Nothing of tokio.
#[no_mangle]
pub extern "C" fn run(input: u32) -> u32 {
    input.rotate_left(1)
}
