//! `clawft-wasm` on the host: what the native metrics start.

use std::io::Write;
use std::process::ExitCode;

const USAGE: &str = "usage: clawft-agent capabilities | clawft-agent message TEXT";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    if clawft_wasm::init() != 0 {
        eprintln!("clawft-agent: init failed");
        return ExitCode::FAILURE;
    }
    let answer = match words[..] {
        ["capabilities"] => clawft_wasm::capabilities(),
        ["message", text] => clawft_wasm::process_message(text),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match writeln!(std::io::stdout(), "{answer}") {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("clawft-agent: {error}");
            ExitCode::FAILURE
        }
    }
}
