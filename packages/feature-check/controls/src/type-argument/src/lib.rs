/// Moves values of a type of tokio, by a function of this crate that only its type argument ties to tokio.
#[no_mangle]
pub extern "C" fn run(times: u32) -> u32 {
    keep::<tokio::sync::mpsc::error::SendError<u32>>(times)
}

#[inline(never)]
fn keep<T>(times: u32) -> u32 {
    let mut values: Vec<u32> = Vec::new();
    for each in 0..times {
        values.push(std::hint::black_box(each + std::mem::size_of::<T>() as u32));
    }
    values.len() as u32
}
