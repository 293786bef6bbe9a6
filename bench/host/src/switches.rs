/// Context switches of this process that it did not ask for, so far (getrusage(2), ru_nivcsw); 0 where that is not said.
#[cfg(unix)]
pub fn involuntary_switches() -> u64 {
    // SAFETY: all zeros are a valid `rusage`, and it outlives the call.
    let usage = unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        libc::getrusage(libc::RUSAGE_SELF, &mut usage);
        usage
    };
    usage.ru_nivcsw as u64
}

#[cfg(not(unix))]
pub fn involuntary_switches() -> u64 {
    0
}
