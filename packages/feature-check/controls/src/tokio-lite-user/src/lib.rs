/// Half of a number, by tokio_lite.
#[no_mangle]
pub extern "C" fn run(input: u32) -> u32 {
    tokio_lite::spawn(input)
}
