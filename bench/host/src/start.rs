use wasmtime::{
    Config, Engine, Instance, InstanceAllocationStrategy, PoolingAllocationConfig, Result, Store,
};

use crate::clock::{PhaseClock, clock_floor_ns};
use crate::guest::{Guest, Prepared};
use crate::host_state::{HostState, new_store};
use crate::job::StartJob;
use crate::switches::involuntary_switches;

/// As packages/startup-bench/src/child/start.ts.
const WARM_UP: usize = 10;
/// As packages/wasmtime/src/engine.ts.
const POOLING_TOTAL: u32 = 16;

/// What packages/startup-bench/src/child/job.ts calls the result of a start.
pub struct Started {
    pub phases: Vec<(&'static str, u64)>,
    pub warm_ns: Vec<u64>,
    pub warm_store_ns: Vec<u64>,
    pub warm_drop_ns: Vec<u64>,
    pub warm_switches: u64,
    pub clock_floor_ns: u64,
}

/// An engine with the settings of packages/wasmtime/src/engine.ts; it has no compiler, and loads what libwasmtime's has made.
fn new_engine(is_pooling: bool) -> Result<Engine> {
    let mut config = Config::new();
    if is_pooling {
        let mut pooling = PoolingAllocationConfig::default();
        pooling.total_core_instances(POOLING_TOTAL);
        pooling.total_component_instances(POOLING_TOTAL);
        pooling.total_memories(POOLING_TOTAL);
        pooling.total_tables(POOLING_TOTAL);
        pooling.total_stacks(POOLING_TOTAL);
        pooling.total_gc_heaps(POOLING_TOTAL);
        config.allocation_strategy(InstanceAllocationStrategy::Pooling(pooling));
    }
    Engine::new(&config)
}

/// Starts the guest once and then again and again, step by step as packages/startup-bench/src/child/start.ts.
pub fn start(job: &StartJob) -> Result<Started> {
    let mut clock = PhaseClock::default();
    let engine = clock.measure("engine", || new_engine(job.is_pooling))?;
    let guest = clock.measure("deserialize", || {
        // SAFETY: compiled by libwasmtime for this run, in a folder of the bench's own.
        unsafe { Guest::deserialize(&engine, job.kind, &job.cwasm) }
    })?;
    let prepared = clock.measure("link", || Prepared::new(&engine, &guest, job.way))?;
    let mut store = clock.measure("store", || new_store(&engine, job));
    instantiate(&prepared, &mut store, job, &mut clock)?;
    let before = involuntary_switches();
    let (mut warm_ns, mut warm_store_ns, mut warm_drop_ns) = (vec![], vec![], vec![]);
    for index in 0..WARM_UP + job.warm_iterations {
        let mut around = PhaseClock::default();
        let mut store = around.measure("store", || new_store(&engine, job));
        let mut clock = PhaseClock::default();
        instantiate(&prepared, &mut store, job, &mut clock)?;
        around.measure("drop", || drop(store));
        if index < WARM_UP {
            continue;
        }
        warm_ns.push(clock.total_ns());
        warm_store_ns.push(around.phases[0].1);
        warm_drop_ns.push(around.phases[1].1);
    }
    let warm_switches = involuntary_switches() - before;
    Ok(Started {
        phases: clock.phases,
        warm_ns,
        warm_store_ns,
        warm_drop_ns,
        warm_switches,
        // Last, so that it warms nothing up.
        clock_floor_ns: clock_floor_ns(),
    })
}

/// One instance, with its `_initialize` when it is a reactor: that is looked up outside the clock, as in the meter.
fn instantiate(
    prepared: &Prepared,
    store: &mut Store<HostState>,
    job: &StartJob,
    clock: &mut PhaseClock,
) -> Result<Option<Instance>> {
    let instance = clock.measure("instantiate", || prepared.instantiate(store))?;
    if let (true, Some(instance)) = (job.has_initialize, instance) {
        let initialize = instance
            .get_func(&mut *store, "_initialize")
            .ok_or_else(|| wasmtime::format_err!("no exported function `_initialize`"))?;
        clock.measure("initialize", || initialize.call(&mut *store, &[], &mut []))?;
    }
    Ok(instance)
}
