use std::hint::black_box;
use std::time::Instant;

const CALLS: usize = 201;
const WARM_UP: usize = 20;

/// Names phases and measures them. What happens between two phases is nobody's time.
#[derive(Default)]
pub struct PhaseClock {
    pub phases: Vec<(&'static str, u64)>,
}

impl PhaseClock {
    /// Runs and measures one phase.
    pub fn measure<T>(&mut self, name: &'static str, work: impl FnOnce() -> T) -> T {
        let before = Instant::now();
        let result = work();
        let after = Instant::now();
        self.phases.push((name, (after - before).as_nanos() as u64));
        result
    }

    /// The sum of the phases so far, ns.
    pub fn total_ns(&self) -> u64 {
        self.phases.iter().map(|(_, ns)| ns).sum()
    }
}

/// What an empty call and the two readings of the clock around it cost in this process: the median, ns.
pub fn clock_floor_ns() -> u64 {
    let mut samples: Vec<u64> = (0..WARM_UP + CALLS)
        .map(|_| {
            let before = Instant::now();
            nothing();
            let after = Instant::now();
            (after - before).as_nanos() as u64
        })
        .skip(WARM_UP)
        .collect();
    samples.sort_unstable();
    samples[CALLS / 2]
}

#[inline(never)]
fn nothing() {
    black_box(());
}
