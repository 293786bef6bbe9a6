//! What packages/startup-bench measures through FFI, measured by a host that calls wasmtime directly: one start and its warm starts a
//! process.
//! Run by `npm run accuracy -w @wasmgate/bench`.

mod clock;
mod guest;
mod host_state;
mod job;
mod start;
mod switches;

use wasmtime::Result;

use crate::job::parse_job;
use crate::start::{Started, start};

fn main() -> Result<()> {
    let job = parse_job(std::env::args().skip(1))?;
    println!("{}", to_json(&start(&job)?));
    Ok(())
}

/// Numbers and the names of phases: nothing that needs escaping.
fn to_json(started: &Started) -> String {
    let phases: Vec<String> = started
        .phases
        .iter()
        .map(|(name, ns)| format!("{{\"name\":\"{name}\",\"ns\":{ns}}}"))
        .collect();
    format!(
        "{{\"phases\":[{}],\"warmNs\":{:?},\"warmStoreNs\":{:?},\"warmDropNs\":{:?},\"warmSwitches\":{},\"clockFloorNs\":{}}}",
        phases.join(","),
        started.warm_ns,
        started.warm_store_ns,
        started.warm_drop_ns,
        started.warm_switches,
        started.clock_floor_ns,
    )
}
