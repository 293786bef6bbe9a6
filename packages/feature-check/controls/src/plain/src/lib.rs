/// The sum of the numbers below `n`.
#[no_mangle]
pub extern "C" fn run(n: u32) -> u32 {
    let numbers: Vec<u32> = (0..n).collect();
    numbers.iter().sum()
}
