use std::path::Path;

use wasmtime::{Engine, Instance, InstancePre, Linker, Module, Result, Store, component};

use crate::host_state::HostState;
use crate::job::{Kind, Way};

/// A compiled guest.
pub enum Guest {
    Component(component::Component),
    Module(Module),
}

impl Guest {
    /// Maps a `.cwasm`.
    ///
    /// # Safety
    /// It is native code: only what libwasmtime of this release has compiled.
    pub unsafe fn deserialize(engine: &Engine, kind: Kind, path: &Path) -> Result<Self> {
        Ok(match kind {
            Kind::Component => {
                Self::Component(unsafe { component::Component::deserialize_file(engine, path)? })
            }
            Kind::Module => Self::Module(unsafe { Module::deserialize_file(engine, path)? }),
        })
    }
}

/// A guest with what resolves its imports: WASI 0.2 for a component, preview1 for a module, as in packages/wasmtime.
pub enum Prepared {
    ComponentLinker(component::Linker<HostState>, component::Component),
    ComponentPre(component::InstancePre<HostState>),
    ModuleLinker(Linker<HostState>, Module),
    ModulePre(InstancePre<HostState>),
}

impl Prepared {
    pub fn new(engine: &Engine, guest: &Guest, way: Way) -> Result<Self> {
        Ok(match guest {
            Guest::Component(component) => {
                let mut linker = component::Linker::new(engine);
                wasmtime_wasi::p2::add_to_linker_sync(&mut linker)?;
                match way {
                    Way::Linker => Self::ComponentLinker(linker, component.clone()),
                    Way::InstancePre => Self::ComponentPre(linker.instantiate_pre(component)?),
                }
            }
            Guest::Module(module) => {
                let mut linker = Linker::new(engine);
                wasmtime_wasi::p1::add_to_linker_sync(&mut linker, |state: &mut HostState| {
                    state.wasi.as_mut().expect("each store has a WASI context")
                })?;
                match way {
                    Way::Linker => Self::ModuleLinker(linker, module.clone()),
                    Way::InstancePre => Self::ModulePre(linker.instantiate_pre(module)?),
                }
            }
        })
    }

    /// The call that is measured. Gives the instance of a module, for its `_initialize`; a component's runs inside.
    pub fn instantiate(&self, store: &mut Store<HostState>) -> Result<Option<Instance>> {
        match self {
            Self::ComponentLinker(linker, component) => {
                linker.instantiate(store, component).map(|_| None)
            }
            Self::ComponentPre(pre) => pre.instantiate(store).map(|_| None),
            Self::ModuleLinker(linker, module) => linker.instantiate(store, module).map(Some),
            Self::ModulePre(pre) => pre.instantiate(store).map(Some),
        }
    }
}
