trait Job {
    fn run(&self, input: u32) -> u32;
}

struct Plain;

impl Job for Plain {
    fn run(&self, input: u32) -> u32 {
        input.rotate_left(3)
    }
}

struct WithTokio(tokio::sync::Notify);

impl Job for WithTokio {
    fn run(&self, input: u32) -> u32 {
        self.0.notify_waiters();
        input
    }
}

/// Runs one job of two; which one, nobody can know when this is compiled.
#[no_mangle]
pub extern "C" fn run(which: usize, input: u32) -> u32 {
    let tokio = WithTokio(tokio::sync::Notify::new());
    let jobs: [&dyn Job; 2] = [&Plain, &tokio];
    std::hint::black_box(jobs)[which & 1].run(input)
}
