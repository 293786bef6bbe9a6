use wasmtime::{Engine, ResourceLimiter, Store, StoreLimits, StoreLimitsBuilder, Val};
use wasmtime_wasi::p1::WasiP1Ctx;
use wasmtime_wasi::{WasiCtxBuilder, WasiCtxView, WasiView};

use crate::job::StartJob;

/// What libwasmtime keeps in each store (wasmtime's crates/c-api/src/store.rs), so that making and dropping one costs the same.
pub struct HostState {
    pub wasi: Option<WasiP1Ctx>,
    limits: StoreLimits,
    _values: Vec<Val>,
}

impl WasiView for HostState {
    fn ctx(&mut self) -> WasiCtxView<'_> {
        self.wasi
            .as_mut()
            .expect("each store has a WASI context")
            .ctx()
    }
}

/// A store as packages/wasmtime/src/store.ts makes it: an empty WASI context, and limits.
pub fn new_store(engine: &Engine, job: &StartJob) -> Store<HostState> {
    let state = HostState {
        wasi: None,
        limits: StoreLimits::default(),
        _values: Vec::new(),
    };
    let mut store = Store::new(engine, state);
    store.data_mut().wasi = Some(WasiCtxBuilder::new().build_p1());
    store.data_mut().limits = StoreLimitsBuilder::new()
        .memory_size(job.memory_bytes)
        .table_elements(job.table_elements)
        .memories(job.memories)
        .build();
    store.limiter(|state| &mut state.limits as &mut dyn ResourceLimiter);
    store
}
