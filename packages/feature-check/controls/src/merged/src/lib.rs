use tokio::sync::mpsc::error::SendError;

/// Two instances of one function, which only LLVM tells apart, by the size of what they are given. wasm-opt finds them
/// equal and keeps the name of one.
#[no_mangle]
pub extern "C" fn run(times: u32) -> u32 {
    let own = [times, times];
    let theirs = SendError(times);
    step(&own) + step(&theirs)
}

#[inline(never)]
fn step<T>(value: &T) -> u32 {
    let mut sum = std::hint::black_box(std::ptr::from_ref(value).addr() as u32);
    while sum > 1000 {
        sum = std::hint::black_box(sum / 3 + sum % 7);
    }
    sum
}
