use std::collections::HashMap;
use std::path::PathBuf;

use wasmtime::Result;
use wasmtime::error::Context;

#[derive(Clone, Copy)]
pub enum Kind {
    Component,
    Module,
}

/// Whether imports are resolved anew for each instance.
#[derive(Clone, Copy)]
pub enum Way {
    Linker,
    InstancePre,
}

/// What packages/startup-bench/src/child/job.ts calls a start.
pub struct StartJob {
    pub kind: Kind,
    pub way: Way,
    pub is_pooling: bool,
    pub cwasm: PathBuf,
    /// Call `_initialize` of each instance: core reactors.
    pub has_initialize: bool,
    pub warm_iterations: usize,
    pub memory_bytes: usize,
    pub table_elements: usize,
    pub memories: usize,
}

/// Reads a job from words like `kind=component`.
pub fn parse_job(words: impl Iterator<Item = String>) -> Result<StartJob> {
    let words: Vec<String> = words.collect();
    let given: HashMap<&str, &str> = words
        .iter()
        .filter_map(|word| word.split_once('='))
        .collect();
    let text = |key: &str| {
        given
            .get(key)
            .copied()
            .with_context(|| format!("`{key}=` is missing"))
    };
    let number = |key: &str| Ok::<_, wasmtime::Error>(text(key)?.parse::<usize>()?);
    let kind = match text("kind")? {
        "component" => Kind::Component,
        "module" => Kind::Module,
        other => wasmtime::bail!("kind={other}: component or module"),
    };
    Ok(StartJob {
        kind,
        way: match text("way")? {
            "linker" => Way::Linker,
            "instance_pre" => Way::InstancePre,
            other => wasmtime::bail!("way={other}: linker or instance_pre"),
        },
        is_pooling: text("allocator")? == "pooling",
        cwasm: text("cwasm")?.into(),
        has_initialize: text("initialize")? == "true",
        warm_iterations: number("warm_iterations")?,
        memory_bytes: number("memory_bytes")?,
        table_elements: number("table_elements")?,
        memories: number("memories")?,
    })
}
