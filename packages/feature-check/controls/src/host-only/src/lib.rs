/// What a build script and a proc-macro found.
#[no_mangle]
pub extern "C" fn run() -> u32 {
    host_macro::seven!() + env!("PERMITS").len() as u32
}
