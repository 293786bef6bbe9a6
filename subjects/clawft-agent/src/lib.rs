//! `clawft-wasm` behind the WIT world `agent`: its functions become exports of a component.

wit_bindgen::generate!({ world: "agent", path: "wit" });

struct Agent;

impl Guest for Agent {
    fn init() -> i32 {
        clawft_wasm::init()
    }

    fn process_message(input: String) -> String {
        clawft_wasm::process_message(&input)
    }

    fn capabilities() -> String {
        clawft_wasm::capabilities()
    }
}

export!(Agent);
