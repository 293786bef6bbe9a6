static TEXT: &str = "built without tokio::runtime, on purpose";

/// A byte of a text that mentions tokio.
#[no_mangle]
pub extern "C" fn run(at: usize) -> u8 {
    let text = std::hint::black_box(TEXT);
    text.as_bytes()[at % text.len()]
}
